package org.geotimeline.projection.query;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.Saying;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.act.registry.RegistryAct.RelationRecorded;
import org.geotimeline.projection.row.Absent;
import org.geotimeline.projection.row.ActFields;
import org.geotimeline.projection.row.FieldOrder;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;
import org.geotimeline.projection.row.RowShape;
import org.geotimeline.projection.row.Sql;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An act as a row: its body as known then, its place in the ledger, and the days that it may touch.
 *
 * @param fields the other fields of the act, as the JSON Schema of its type describes them
 */
@Row(name = "acts", meaning = "An act as it was known then, and where it stands in the ledger.")
public record ActRow(
        @Meaning("The id of the act.") String id,
        @Sql(place = 1) @Meaning("The type of the act.") String type,
        @Sql(place = 2) @Meaning("The family of the type.") String family,

        @Sql(place = 3)
        @Meaning("How far the act had come.")
        @Absent("if it is a registration or an act of knowledge")
        @Nullable
        String phase,

        @Sql(place = 4) @Meaning("When it was done or held in the world (EDTF).") @Absent("if it says none") @Nullable
        String valid,

        @Sql(place = 7)
        @Meaning("When a source made it public, as it was written.")
        @Absent("if it says none")
        @Nullable
        String known,

        @Sql(place = 8, type = "jsonb")
        @Meaning("The parties that did it, each with its role if it has one.")
        @Absent("if it says none")
        @Nullable
        JsonNode actors,

        @Sql(place = 9, type = "jsonb")
        @Meaning("The parties that it is toward or about.")
        @Absent("if it says none")
        @Nullable
        JsonNode subjects,

        @Sql(place = 10, type = "jsonb") @Meaning("Its title by language.") @Absent("if it has none") @Nullable
        JsonNode title,

        @Sql(place = 11) @Meaning("The place.") @Absent("if it says none") @Nullable
        String place,

        @Sql(place = 12)
        @Meaning(
                value = "How well it is supported.",
                values = {"A", "B", "C"})
        @Absent("if it says none")
        @Nullable
        String confidence,

        @Sql(place = 13) @Meaning("The coder.") @Absent("if it says none") @Nullable
        String coder,

        @Sql(place = 14) @Meaning("The dataset that it comes from.") @Absent("if it is of none") @Nullable
        String dataset,

        @Sql(omitted = true) @ActFields @Meaning("The other fields of the act.")
        Map<String, JsonNode> fields,

        @Sql(omitted = true) @Meaning(value = "From when on questions see this state of the act.", format = "date-time")
        String knownAt,

        @Sql(place = 16, column = "recorded_position") @Meaning("The position of its event in the ledger.")
        long position,

        @Sql(omitted = true) @Meaning(value = "When its event was appended.", format = "date-time")
        String recordedAt,

        @Sql(place = 15)
        @Meaning(
                value = "Whether it stands, and if not, why.",
                values = {"stands", "retracted", "merged", "split"})
        String standing,

        @Sql(omitted = true) @Meaning("The act that it turned out to be.") @Absent("if it was not merged") @Nullable
        String mergedInto,

        @Sql(omitted = true) @Meaning("The number of the revision: 1 and the number of acts of knowledge about it.")
        int revision,

        @Sql(omitted = true) @Meaning("What qualifies it and moves no answer: disputed, approximate ...")
        List<String> marks,

        @Sql(omitted = true)
        @Meaning("How exactly its date is known; with ~ if it is approximate.")
        @Absent("if it has no date")
        @Nullable
        String precision,

        @Sql(place = 5, column = "lower_day", type = "date")
        @Meaning(value = "The first day that it may touch.", format = "date")
        @Absent("if its date is open to the past, or it has none")
        @Nullable
        String lower,

        @Sql(place = 6, column = "upper_day", type = "date")
        @Meaning(value = "The last day that it may touch.", format = "date")
        @Absent("if its date is open to the future, or it has none")
        @Nullable
        String upper,

        @Sql(omitted = true)
        @Meaning("The acts of knowledge about it, in the order of the ledger.")
        @Absent("in lists of acts")
        @Nullable
        List<JsonNode> reports) {

    public static final RowShape<ActRow> SHAPE = RowShape.of(ActRow.class);

    /** The fields of the body that are components of the row; all others are its fields. */
    private static final Set<String> OWN = Set.of(
            "id",
            "type",
            "family",
            "phase",
            "valid",
            "known",
            "actors",
            "subjects",
            "title",
            "place",
            "confidence",
            "coder",
            "dataset");

    public static ActRow of(Revision revision) {
        ObjectNode body = revision.body();
        Edtf valid = valid(revision);
        return new ActRow(
                revision.id().text(),
                revision.type().name(),
                revision.type().family(),
                text(body, "phase"),
                text(body, "valid"),
                text(body, "known"),
                body.get("actors"),
                body.get("subjects"),
                body.get("title"),
                text(body, "place"),
                text(body, "confidence"),
                text(body, "coder"),
                text(body, "dataset"),
                others(body),
                revision.known().toString(),
                revision.position(),
                revision.recorded().recordedAt().toString(),
                revision.standing().name().toLowerCase(Locale.ROOT),
                revision.mergedInto().map(ActId::text).orElse(null),
                1 + revision.sayings().size(),
                List.copyOf(revision.marks()),
                valid == null ? null : precision(valid.toString()),
                valid == null || valid.lower().equals(Edtf.EVER_BEFORE)
                        ? null
                        : valid.lower().toString(),
                valid == null || valid.upper().equals(Edtf.EVER_AFTER)
                        ? null
                        : valid.upper().toString(),
                revision.sayings().stream().<JsonNode>map(ActRow::report).toList());
    }

    private static @Nullable String text(ObjectNode body, String field) {
        return body.path(field).asStringOpt().orElse(null);
    }

    private static Map<String, JsonNode> others(ObjectNode body) {
        var others = new LinkedHashMap<String, JsonNode>();
        body.properties().stream()
                .filter(field -> !OWN.contains(field.getKey()))
                .forEach(field -> others.put(field.getKey(), field.getValue()));
        others.putIfAbsent("links", JsonNodeFactory.instance.arrayNode());
        return others;
    }

    /** The row as JSON, the fields of the act beside the others. */
    @JsonValue
    public ObjectNode json() {
        return RowShape.flat(this, FieldOrder.SHORTER_FIRST);
    }

    /** The same row without those of its other fields. */
    public ActRow without(String... names) {
        var left = new LinkedHashMap<>(fields);
        List<String> gone = List.of(names);
        left.keySet().removeAll(gone);
        return new ActRow(
                id,
                type,
                family,
                phase,
                valid,
                known,
                actors,
                subjects,
                title,
                place,
                confidence,
                coder,
                dataset,
                left,
                knownAt,
                position,
                recordedAt,
                standing,
                mergedInto,
                revision,
                marks,
                precision,
                lower,
                upper,
                gone.contains("reports") ? null : reports);
    }

    /** How exactly the date is told: {@code instant, day, month, year, decade, interval, one-of}, with ~ where about. */
    private static String precision(String written) {
        String about = written.indexOf('~') >= 0 || written.indexOf('?') >= 0 ? "~" : "";
        if (written.startsWith("[")) {
            return "one-of" + about;
        }
        if (written.indexOf('/') >= 0) {
            return "interval" + about;
        }
        String plain = written.replace("~", "").replace("?", "");
        if (plain.indexOf('T') >= 0) {
            return "instant" + about;
        }
        if (plain.matches("\\d{3}X")) {
            return "decade" + about;
        }
        return (plain.length() == 10 && !plain.contains("X")
                        ? "day"
                        : plain.matches("\\d{4}-\\d\\d") ? "month" : "year")
                + about;
    }

    private static @Nullable Edtf valid(Revision revision) {
        if (revision.act().about() instanceof Circumstances about) {
            return about.valid();
        }
        return revision.act() instanceof RelationRecorded relation ? relation.valid() : null;
    }

    /** What the row of an act says of one of its sayings alone. */
    public static ObjectNode reported(Recorded said) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.putArray("reports").add(report(said));
        return row;
    }

    private static ObjectNode report(Recorded said) {
        Saying about = ((KnowledgeAct) said.act()).about();
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("id", said.id().text());
        said.body().properties().forEach(field -> report.set(field.getKey(), field.getValue()));
        report.remove("saysValid");
        if (about.saysValid() != null) {
            report.put("valid", about.saysValid().toString());
        }
        report.put("knownAt", said.known().toString());
        report.put("position", said.position());
        report.put("recordedAt", said.recordedAt().toString());
        return report;
    }
}
