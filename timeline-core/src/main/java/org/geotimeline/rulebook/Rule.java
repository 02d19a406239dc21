package org.geotimeline.rulebook;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.geotimeline.act.Phase;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One rule: which acts move which dimension, and to which value.
 *
 * @param where the values of which a field of the act must hold one, by field; any value if the set is empty
 * @param actor the place in which the act names the actor of the row
 * @param subject the place in which the act names the subject of the row
 * @param through the relations by which an act toward one subject counts for another
 * @param deniedBy the place of the actor whose denial leaves open whether the act counts; null if no denial does
 */
public record Rule(
        String id,
        Set<String> acts,
        Set<Phase> phases,
        Map<String, Set<String>> where,
        Role actor,
        Role subject,
        String dimension,
        Effect effect,
        Set<Through> through,
        @Nullable Role deniedBy) {

    /** A place in an act in which it names actors. */
    public enum Role {
        ACTOR,
        RECIPIENT,
        SENDER,
        RECEIVER,
        SEAT;

        private static final Set<String> SEATED = Set.of("host", "participant", "observer", "guest");

        /** The actors that the act names in this place; of seats those that were, or may have been, in the room. */
        public Stream<String> named(ObjectNode act) {
            return switch (this) {
                case ACTOR -> ids(act.path("actors"));
                case RECIPIENT -> ids(act.path("subjects"));
                case SENDER -> text(act.path("sender"));
                case RECEIVER -> text(act.path("receiver"));
                case SEAT ->
                    act.path("seats")
                            .valueStream()
                            .filter(seat -> SEATED.contains(seat.path("role").asString("")))
                            .map(seat -> seat.path("entity"))
                            .flatMap(Role::text);
            };
        }

        private static Stream<String> ids(JsonNode list) {
            return list.valueStream().map(one -> one.path("id")).flatMap(Role::text);
        }

        private static Stream<String> text(JsonNode node) {
            return node.isString() ? Stream.of(node.stringValue()) : Stream.empty();
        }

        /** The word in JSON. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A relation by which an act toward one counts for another. */
    public enum Through {
        /** An act toward a controlled actor counts for the controlling one, on the days of the control. */
        CONTROLS,
        /** An act toward a part counts for the whole. */
        PART_OF;

        /** The word in JSON, and of the relation on file. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The side of a relation {@code from … to} toward which the act is. */
        public String toward(String from, String to) {
            return this == CONTROLS ? to : from;
        }

        /** The side of a relation {@code from … to} for which the act counts. */
        public String countsFor(String from, String to) {
            return this == CONTROLS ? from : to;
        }
    }

    /** What a rule does to its dimension. */
    public enum Doing {
        SET,
        AT_LEAST,
        AT_MOST,
        ADD,
        REMOVE,
        COUNT
    }

    /**
     * What a rule does, and with which value.
     *
     * @param value the value; null if it is read from the act
     * @param field the field of the act that holds the value; null if the rule has it
     */
    public record Effect(
            Doing doing, @Nullable String value, @Nullable String field) {

        /** The values for that act, whose field may hold a list; none if the act does not have the field. */
        public List<String> values(ObjectNode act) {
            if (field == null) {
                return value == null ? List.of() : List.of(value);
            }
            JsonNode held = act.path(field);
            return held.isArray()
                    ? held.valueStream()
                            .filter(JsonNode::isString)
                            .map(JsonNode::stringValue)
                            .toList()
                    : held.isString() ? List.of(held.stringValue()) : List.of();
        }
    }

    public Rule {
        acts = Set.copyOf(acts);
        phases = Set.copyOf(phases);
        where = Map.copyOf(where);
        through = Set.copyOf(through);
    }

    /** Whether the rule applies to an act with that body, given that it names the type and the phase of the act. */
    public boolean meets(ObjectNode act) {
        return where.entrySet().stream().allMatch(w -> holds(act.path(w.getKey()), w.getValue()));
    }

    private static boolean holds(JsonNode field, Set<String> wanted) {
        List<JsonNode> held =
                field.isArray() ? field.valueStream().toList() : field.isMissingNode() ? List.of() : List.of(field);
        return wanted.isEmpty()
                ? !held.isEmpty()
                : held.stream().anyMatch(one -> one.isString() && wanted.contains(one.stringValue()));
    }
}
