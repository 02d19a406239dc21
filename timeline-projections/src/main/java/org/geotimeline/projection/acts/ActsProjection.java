package org.geotimeline.projection.acts;

import com.google.auto.service.AutoService;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Dossier;
import org.geotimeline.act.KnowledgeAct;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.Saying;
import org.geotimeline.act.registry.RegistryAct.RelationRecorded;
import org.geotimeline.projection.runtime.Links;
import org.geotimeline.projection.runtime.Projection;
import org.geotimeline.projection.runtime.Timeline;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every act as it is known. An act is a timeline of its own with one cell that says the same on every day: only what is
 * known of it changes.
 */
@AutoService(Projection.class)
public final class ActsProjection implements Projection {

    public static final String NAME = "acts_v1";

    /** The one cell. */
    static final String ACT = "act";

    private static final String TAGGED = """
            insert into projection.acts_v1_tag (tag, act) values (?, ?) on conflict do nothing""";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> keys() {
        return List.of("act");
    }

    @Override
    public String tables() {
        return """
            create table projection.acts_v1_tag (
                tag text not null,
                act text not null,
                primary key (tag, act)
            )""";
    }

    /** An act is found under every tag that any state of it has borne; whether it bears it now, its answer says. */
    @Override
    public void link(Recorded event, Dossier dossier, Links links) throws SQLException {
        if (event.act() instanceof KnowledgeAct) {
            links.add(Timeline.of(event.id().text()), event.id());
        }
        if (dossier.first().isEmpty()) {
            return;
        }
        links.add(Timeline.of(dossier.id().text()), dossier.id());
        try (PreparedStatement insert = links.connection().prepareStatement(TAGGED)) {
            for (String tag : tags(dossier)) {
                insert.setString(1, tag);
                insert.setString(2, dossier.id().text());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static Set<String> tags(Dossier dossier) {
        var tags = new HashSet<String>();
        for (Instant known : dossier.knownTimes()) {
            dossier.at(known, Long.MAX_VALUE).ifPresent(revision -> {
                tags.addAll(revision.act().tags());
                tags.add("type:" + revision.type().name());
                tags.add("family:" + revision.type().family());
            });
        }
        return tags;
    }

    @Override
    public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
            Timeline timeline, List<Revision> visible, Instant knownAt) {
        return visible.isEmpty()
                ? Map.of()
                : Map.of(ACT, new TreeMap<>(Map.of(LocalDate.MIN, row(visible.getFirst()))));
    }

    private static ObjectNode row(Revision revision) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("id", revision.id().text());
        row.put("family", revision.type().family());
        revision.body().properties().forEach(field -> row.set(field.getKey(), field.getValue()));
        row.put("knownAt", revision.known().toString());
        row.put("position", revision.position());
        row.put("recordedAt", revision.recorded().recordedAt().toString());
        row.put("standing", revision.standing().name().toLowerCase(java.util.Locale.ROOT));
        revision.mergedInto().ifPresent(kept -> row.put("mergedInto", kept.text()));
        row.put("revision", 1 + revision.sayings().size());
        var marks = row.putArray("marks");
        revision.marks().forEach(marks::add);
        bounds(row, revision);
        var reports = row.putArray("reports");
        revision.sayings().forEach(said -> reports.add(report(said)));
        if (!row.has("links")) {
            row.putArray("links");
        }
        return row;
    }

    /** The first and the last day that the act may touch; a bound that is open is left out. */
    private static void bounds(ObjectNode row, Revision revision) {
        Edtf valid = valid(revision);
        if (valid != null && !valid.lower().equals(Edtf.EVER_BEFORE)) {
            row.put("lower", valid.lower().toString());
        }
        if (valid != null && !valid.upper().equals(Edtf.EVER_AFTER)) {
            row.put("upper", valid.upper().toString());
        }
    }

    private static @Nullable Edtf valid(Revision revision) {
        if (revision.act().about() instanceof Circumstances about) {
            return about.valid();
        }
        return revision.act() instanceof RelationRecorded relation ? relation.valid() : null;
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
