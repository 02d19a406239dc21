package org.geotimeline.rulebook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.geotimeline.json.Named;
import tools.jackson.databind.node.ObjectNode;

/**
 * One version of the rules, whole: nothing is inherited from another version.
 *
 * @param subject the actor about which it was written; its rules work for any
 * @param dimensions in the order of the document
 * @param rules in the order of the document; if several move one dimension by one act, the last does
 * @param derived in an order in which each reads what the others have set
 * @param views named questions
 * @param profile the names of whole stances
 * @param document as it was published
 */
public record Rulebook(
        String id,
        String version,
        String subject,
        Map<String, Dimension> dimensions,
        List<Rule> rules,
        List<Derived> derived,
        Precedence precedence,
        Map<String, View> views,
        Profile profile,
        ObjectNode document) {

    /** {@link Dimension#NO_DATA}. */
    public static final String NO_DATA = Dimension.NO_DATA;

    /** The name under which the profile, the name of a whole stance, is asked for. */
    public static final String PROFILE = "profile";

    /** {@link Dimension#EMPTY}. */
    public static final String EMPTY = Dimension.EMPTY;

    /** {@link Dimension#NOT_EMPTY}. */
    public static final String NOT_EMPTY = Dimension.NOT_EMPTY;

    /** A named question: the dimension has one of these values. */
    @Named("a view")
    public record View(String dimension, List<String> values) {}

    /** The first row whose conditions all hold names the stance. */
    public record Profile(String byDefault, List<Row> rows) {
        public record Row(String profile, List<Condition> all) {}
    }

    public Rulebook {
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
        rules = List.copyOf(rules);
        derived = List.copyOf(derived);
        views = Collections.unmodifiableMap(new LinkedHashMap<>(views));
        document = document.deepCopy();
    }

    public Dimension dimension(String name) {
        return Optional.ofNullable(dimensions.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no dimension is called '%s'".formatted(name)));
    }

    /** The rules of one dimension, in the order of the document. */
    public List<Rule> rulesOf(String dimension) {
        return rules.stream().filter(r -> r.dimension().equals(dimension)).toList();
    }
}
