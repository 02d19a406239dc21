package org.geotimeline.rulebook;

import java.time.Period;
import java.util.List;
import java.util.Map;
import org.geotimeline.act.Phase;
import org.geotimeline.json.Named;
import org.geotimeline.json.Required;
import org.geotimeline.json.Word;
import org.geotimeline.rulebook.Rule.Role;
import org.geotimeline.rulebook.Rule.Through;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A rulebook as it is written. What is a {@code JsonNode} is for people: nothing is read from it.
 *
 * @param basis the version that it was written from; nothing is inherited
 */
@Named("a rulebook")
record RulebookDocument(
        @Named("$schema") @Nullable JsonNode schema,
        String id,
        Version version,
        @Named("extends") @Nullable JsonNode basis,
        @Nullable JsonNode changes,
        @Nullable JsonNode validFrom,
        String subject,
        Map<String, DimensionEntry> dimensions,
        @Required List<RuleEntry> rules,
        @Required List<DerivedEntry> derived,
        PrecedenceEntry precedence,
        @Nullable JsonNode through,
        Map<String, Rulebook.View> views,
        ProfileEntry profile) {

    /** Three numbers: {@code 1.0.0}. */
    record Version(String text) implements Word {

        static Version parse(String text) {
            if (!text.matches("\\d+\\.\\d+\\.\\d+")) {
                throw new IllegalArgumentException("'%s' is not a version; expected 1.0.0".formatted(text));
            }
            return new Version(text);
        }
    }

    @Named("a dimension")
    record DimensionEntry(
            Dimension.Kind kind,
            List<String> values,
            @Nullable JsonNode order,
            @Nullable String process,
            @Nullable String of,
            @Named("default") @Nullable String byDefault,
            @Nullable Period window,
            List<String> by,
            List<DecayEntry> decay,
            @Nullable JsonNode rules,
            @Nullable String reason) {}

    @Named("a decay")
    record DecayEntry(
            List<String> values,
            String to,
            Period after,
            @Nullable JsonNode from) {}

    /** A rule does one thing: one of {@code set} to {@code count} is written. */
    @Named("a rule")
    record RuleEntry(
            String id,
            When when,
            Toward toward,
            String dimension,
            List<Through> through,
            @Nullable Denied ifDenied,
            @Nullable Value set,
            @Nullable Value atLeast,
            @Nullable Value atMost,
            @Nullable Value add,
            @Nullable Value remove,
            @Nullable Integer count) {}

    @Named("when")
    record When(
            List<String> act, List<Phase> phase, @Nullable Map<String, Wanted> where) {}

    /** The values of which a field holds one; none if it may hold any value. */
    record Wanted(List<String> values) {}

    @Named("toward")
    record Toward(Role actor, Role subject) {}

    @Named("ifDenied")
    record Denied(Role by, String link, String answer) {}

    /** A value of a dimension, or the field of the act that holds it. */
    record Value(@Nullable String text, @Nullable String fromField) {}

    @Named("a value")
    record FromField(String fromField) {}

    @Named("a derived rule")
    record DerivedEntry(
            String id,
            @Named("if") All conditions,
            Then then,
            @Nullable String acts) {}

    @Named("if")
    record All(@Required List<Condition> all) {}

    @Named("then")
    record Then(String dimension, String set) {}

    @Named("precedence")
    record PrecedenceEntry(
            @Nullable JsonNode order,
            @Nullable JsonNode later,
            @Required List<List<Rank>> instruments,
            PhasesEntry phases,
            @Nullable Map<String, String> sameValue,
            @Nullable JsonNode noAct) {}

    /** An instrument that is ranked; an empty text stands for none. */
    record Rank(String instrument) {}

    @Named("phases")
    record PhasesEntry(
            List<Phase> movesStatus,
            List<Phase> movesFlag,
            @Nullable JsonNode movesNothing) {}

    @Named("a profile")
    record ProfileEntry(
            @Nullable JsonNode hit,
            @Named("default") String byDefault,
            @Required List<RowEntry> rows) {}

    @Named("a row")
    record RowEntry(String profile, @Named("if") @Required List<Condition> conditions) {}
}
