package org.geotimeline.rulebook;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotimeline.json.Faults;
import org.geotimeline.rulebook.Dimension.Kind;
import org.geotimeline.rulebook.RulebookDocument.DerivedEntry;
import org.jspecify.annotations.Nullable;

/** What reads dimensions instead of acts: derived rules, and the conditions of the profile. */
final class DerivedReader {

    private static final Pattern THOSE_OF = Pattern.compile("those of ([a-z][a-z0-9_]*)");

    private final Faults faults;
    private final DimensionReader dimensions;

    DerivedReader(Faults faults, DimensionReader dimensions) {
        this.faults = faults;
        this.dimensions = dimensions;
    }

    /** The derived rules in an order in which each reads what the others have set. */
    List<Derived> read(List<DerivedEntry> written) {
        var derived = new ArrayList<Derived>();
        for (int i = 0; i < written.size(); i++) {
            derived.add(derived(written.get(i), "/derived/" + i));
        }
        return inOrder(derived);
    }

    private Derived derived(DerivedEntry from, String at) {
        List<Condition> all = from.conditions().all();
        check(all, at + "/if/all");
        if (all.isEmpty()) {
            faults.add(at + "/if/all", "a derived rule reads at least one dimension");
        }
        all.forEach(condition -> requireFolded(condition.dimension(), at + "/if/all"));
        String name = from.then().dimension();
        Dimension dimension = dimensions.known(name, at + "/then/dimension");
        if (dimension != null) {
            dimensions.requireValue(dimension, from.then().set(), at + "/then/set");
            requireFolded(name, at + "/then/dimension");
        }
        return new Derived(from.id(), all, name, from.then().set(), actsOf(from.acts(), all, at + "/acts"));
    }

    private void requireFolded(String name, String at) {
        Dimension dimension = dimensions.all().get(name);
        if (dimension != null && dimension.kind() != Kind.STATE && dimension.kind() != Kind.FLAG) {
            faults.add(at, "'%s' is of kind %s; nothing is derived from it or to it".formatted(name, dimension.kind()));
        }
    }

    private @Nullable String actsOf(@Nullable String written, List<Condition> all, String at) {
        if (written == null) {
            return null;
        }
        Matcher those = THOSE_OF.matcher(written);
        if (!those.matches() || all.stream().noneMatch(c -> c.dimension().equals(those.group(1)))) {
            faults.add(at, "'%s' names no dimension that the rule reads; expected \"those of …\"".formatted(written));
            return null;
        }
        return those.group(1);
    }

    /** Each after those that set what it reads; a rule may read what it sets, then it sees what stood before. */
    private List<Derived> inOrder(List<Derived> derived) {
        var ordered = new ArrayList<Derived>();
        var open = new ArrayList<>(derived);
        while (!open.isEmpty()) {
            Derived next = open.stream()
                    .filter(d -> open.stream()
                            .noneMatch(other -> !other.dimension().equals(d.dimension())
                                    && d.reads().contains(other.dimension())))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                faults.add(
                        "/derived",
                        "derived rules read each other in a circle: "
                                + open.stream().map(Derived::id).sorted().collect(joining(", ")));
                return ordered;
            }
            ordered.add(next);
            open.remove(next);
        }
        return ordered;
    }

    // ----------------------------------------------------------------------------------------------- conditions

    private void check(List<Condition> conditions, String at) {
        for (int i = 0; i < conditions.size(); i++) {
            check(conditions.get(i), at + "/" + i);
        }
    }

    private void check(Condition condition, String at) {
        Dimension dimension = dimensions.known(condition.dimension(), at + "/dimension");
        if (dimension == null) {
            return;
        }
        condition.is().stream()
                .filter(value -> !value.equals(Rulebook.NO_DATA))
                .forEach(value -> dimensions.requireValue(dimension, value, at + "/is"));
        if (condition.atLeast() != null) {
            dimensions.requireValue(dimension, condition.atLeast(), at + "/atLeast");
        }
        if (condition.below() != null) {
            dimensions.requireValue(dimension, condition.below(), at + "/below");
        }
    }

    /** A profile reads states, flags and whether a set is empty. */
    void checkProfile(List<Condition> conditions, String at) {
        check(conditions, at);
        conditions.forEach(condition -> requireState(condition, at));
    }

    private void requireState(Condition condition, String at) {
        Dimension dimension = dimensions.all().get(condition.dimension());
        if (dimension == null) {
            return;
        }
        boolean set = dimension.kind() == Kind.SET;
        if (dimension.kind() == Kind.COUNTS || dimension.kind() == Kind.VECTOR) {
            faults.add(
                    at,
                    "'%s' is of kind %s; a profile is read from states and sets"
                            .formatted(dimension.name(), dimension.kind()));
        } else if (set != condition.notEmpty()) {
            faults.add(
                    at,
                    set
                            ? "'%s' is a set; a profile asks of it only notEmpty".formatted(dimension.name())
                            : "'%s' is no set; notEmpty is asked of sets".formatted(dimension.name()));
        }
    }
}
