package org.geotimeline.api.document;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geotimeline.projection.query.ResultPage;
import org.jspecify.annotations.Nullable;

/** The parameters that mean the same in every operation: the clocks, the page, and names that recur. */
final class CommonParameters {

    /** The clocks, in the order in which an operation lists them. */
    static final List<String> CLOCKS = List.of("after", "knownAt", "position", "rulebook", "validAt");

    private static final List<String> PAGE = List.of("limit", "cursor");

    /** What a parameter of that name means, and a value of the Afghanistan data set. */
    private record Meaning(String text, Object example) {}

    private static final Map<String, Meaning> MEANINGS = Map.ofEntries(
            Map.entry(
                    "validAt",
                    new Meaning(
                            "The day asked about: a day, or an instant with an offset, which counts as its date there."
                                    + " Default: today.",
                            "2024-10-20")),
            Map.entry(
                    "knownAt",
                    new Meaning(
                            "Only what was public by then is seen: a UTC day, meaning its end, or an instant. Default:"
                                    + " now.",
                            "2024-12-01")),
            Map.entry(
                    "position",
                    new Meaning(
                            "The size of the ledger: only events up to that position are seen. Default: all that the"
                                    + " view has applied.",
                            700)),
            Map.entry(
                    "rulebook",
                    new Meaning(
                            "The version of the rulebook, if the question needs one. Default: the last one published"
                                    + " about the subject.",
                            "1.0.0")),
            Map.entry(
                    "after",
                    new Meaning(
                            "The id of an act, or a position: the answer waits until the view has applied it.",
                            "ACT-0048")),
            Map.entry("limit", new Meaning("The number of rows on a page. Default: 1,000.", 100)),
            Map.entry(
                    "cursor", new Meaning("The `next` of the page before. It keeps the clocks of the first page.", "")),
            Map.entry("actor", new Meaning("The id of a registered actor: the actor that did it.", "RUS")),
            Map.entry(
                    "subject", new Meaning("The id of a registered actor: the actor toward which it was done.", "TAL")),
            Map.entry("authority", new Meaning("The id of a registered actor: the actor that lists.", "KAZ")),
            Map.entry("sender", new Meaning("The id of a registered actor: the actor that sends.", "TAL")),
            Map.entry("receiver", new Meaning("The id of a registered actor: the actor that receives.", "CHN")),
            Map.entry("a", new Meaning("The id of a registered actor.", "RUS")),
            Map.entry("b", new Meaning("The id of a registered actor.", "TAL")),
            Map.entry("forum", new Meaning("The id of a registered forum.", "moscow-format")),
            Map.entry("list", new Meaning("The id of a registered list.", "")),
            Map.entry("dataset", new Meaning("The id of a registered dataset.", "")),
            Map.entry("id", new Meaning("The id.", "")),
            Map.entry("person", new Meaning("The name of a person, as an act has it.", "")),
            Map.entry("place", new Meaning("A place, as an act has it.", "Kabul")),
            Map.entry("type", new Meaning("The type of an act, with or without its family.", "ListingLifted")),
            Map.entry("family", new Meaning("The family of an act.", "listing")),
            Map.entry("dimension", new Meaning("A dimension of the rulebook, or `profile`.", "designation")),
            Map.entry("value", new Meaning("A value; rows that may have it are found too.", "")),
            Map.entry("level", new Meaning("The level of the mission.", "")),
            Map.entry("stage", new Meaning("The stage of the mission or of the accreditation.", "")),
            Map.entry("state", new Meaning("The state.", "")),
            Map.entry("status", new Meaning("The status of the listing.", "currently")),
            Map.entry("kind", new Meaning("The kind.", "")),
            Map.entry("phase", new Meaning("How far the act had come.", "")),
            Map.entry(
                    "standing",
                    new Meaning("Whether the act stands, or what became of it. Default: acts that stand.", "")),
            Map.entry("precision", new Meaning("How exactly the act is dated; `~` means about.", "day")),
            Map.entry("confidence", new Meaning("The confidence in the sources.", "")),
            Map.entry("coder", new Meaning("The coder of the act: human, or the name of a machine feed.", "")),
            Map.entry("q", new Meaning("The words to search for.", "Muttaqi")),
            Map.entry(
                    "over",
                    new Meaning(
                            "`valid`: a row for each interval of valid time. `known`: how the one day was known over"
                                    + " time.",
                            "valid")),
            Map.entry(
                    "validFrom", new Meaning("EDTF: only what may have been on its first day or later.", "2024-01-01")),
            Map.entry(
                    "validTo", new Meaning("EDTF: only what may have been on its last day or earlier.", "2024-12-31")),
            Map.entry("knownFrom", new Meaning("Only what was made public then or later.", "2024-01-01")),
            Map.entry("knownTo", new Meaning("Only what was made public then or earlier.", "2024-12-31")),
            Map.entry("recordedFrom", new Meaning("Only what was recorded then or later.", "2026-01-01")),
            Map.entry("recordedTo", new Meaning("Only what was recorded then or earlier.", "2030-12-31")),
            Map.entry("counting", new Meaning("The rule by which acts are counted.", "")),
            Map.entry("view", new Meaning("The name of a view.", "stance")),
            Map.entry("version", new Meaning("The view with its version.", "")),
            Map.entry("reason", new Meaning("The reason, which is kept.", "")));

    private CommonParameters() {}

    static boolean isShared(String name) {
        return CLOCKS.contains(name) || PAGE.contains(name);
    }

    static Parameter reference(String name) {
        return new Parameter().$ref("#/components/parameters/" + name);
    }

    static void addTo(Components components) {
        var shared = new TreeMap<String, Parameter>();
        for (String name : CLOCKS) {
            shared.put(
                    name,
                    shared(name, name.equals("position") ? new IntegerSchema().format("int64") : new StringSchema()));
        }
        for (String name : PAGE) {
            shared.put(name, shared(name, name.equals("limit") ? limit() : new StringSchema()));
        }
        components.setParameters(shared);
    }

    private static Schema<?> limit() {
        Schema<?> limit = new IntegerSchema().format("int32");
        limit.setMinimum(BigDecimal.ONE);
        limit.setMaximum(BigDecimal.valueOf(ResultPage.MOST));
        return limit;
    }

    private static Parameter shared(String name, Schema<?> schema) {
        Parameter parameter = new Parameter().in("query").name(name).schema(schema);
        describe(parameter);
        return parameter;
    }

    /** Adds what the Javadoc of the operation does not say. */
    static void describe(Parameter parameter) {
        Meaning meaning = MEANINGS.get(parameter.getName());
        if (meaning != null) {
            if (isBlank(parameter.getDescription())) {
                parameter.setDescription(meaning.text());
            }
            Schema<?> schema = parameter.getSchema();
            boolean one = schema != null
                    && schema.getEnum() == null
                    && schema.getItems() == null
                    && isInteger(schema) == (meaning.example() instanceof Integer);
            if (one && !meaning.example().equals("") && parameter.getExample() == null) {
                parameter.setExample(meaning.example());
            }
        }
    }

    private static boolean isInteger(Schema<?> schema) {
        return "integer".equals(schema.getType())
                || (schema.getTypes() != null && schema.getTypes().contains("integer"));
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
