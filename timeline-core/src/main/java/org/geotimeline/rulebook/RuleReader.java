package org.geotimeline.rulebook;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.geotimeline.act.ActType;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Phase;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.json.Faults;
import org.geotimeline.rulebook.Dimension.Kind;
import org.geotimeline.rulebook.Rule.Doing;
import org.geotimeline.rulebook.Rule.Role;
import org.geotimeline.rulebook.RulebookDocument.Denied;
import org.geotimeline.rulebook.RulebookDocument.RuleEntry;
import org.geotimeline.rulebook.RulebookDocument.Value;
import org.geotimeline.rulebook.RulebookDocument.Wanted;
import org.jspecify.annotations.Nullable;

/** The rules of a rulebook: which acts move which dimension, and how. */
final class RuleReader {

    private static final Map<String, Doing> DOINGS = new LinkedHashMap<>();

    static {
        DOINGS.put("set", Doing.SET);
        DOINGS.put("atLeast", Doing.AT_LEAST);
        DOINGS.put("atMost", Doing.AT_MOST);
        DOINGS.put("add", Doing.ADD);
        DOINGS.put("remove", Doing.REMOVE);
        DOINGS.put("count", Doing.COUNT);
    }

    private final Faults faults;
    private final DimensionReader dimensions;
    private final Precedence precedence;

    RuleReader(Faults faults, DimensionReader dimensions, Precedence precedence) {
        this.faults = faults;
        this.dimensions = dimensions;
        this.precedence = precedence;
    }

    /** What a rule can do, by the fields that say so. */
    static Map<String, Doing> doings() {
        return DOINGS;
    }

    List<Rule> read(List<RuleEntry> written) {
        var rules = new ArrayList<Rule>();
        var ids = new HashSet<String>();
        for (int i = 0; i < written.size(); i++) {
            String at = "/rules/" + i;
            Rule rule = rule(written.get(i), at);
            if (!ids.add(rule.id())) {
                faults.add(at + "/id", "two rules are called '%s'".formatted(rule.id()));
            }
            rules.add(rule);
        }
        dimensions.all().keySet().forEach(dimension -> refuseMixed(dimension, rules));
        return rules;
    }

    private Rule rule(RuleEntry from, String at) {
        Dimension dimension = dimensions.known(from.dimension(), at + "/dimension");
        Set<Phase> phases = new TreeSet<>(from.when().phase());
        if (phases.isEmpty()) {
            faults.add(at + "/when/phase", "at least one phase is required");
        }
        Rule.Effect effect = effect(from, at, dimension);
        Role actor = from.toward().actor();
        Role subject = from.toward().subject();
        if (dimension != null) {
            checkPhases(dimension, phases, at + "/when/phase");
            boolean ofSeats = actor == Role.SEAT || subject == Role.SEAT;
            if (ofSeats && dimension.kind() != Kind.COUNTS) {
                faults.add(at + "/toward", "only counts are made of seats, not '%s'".formatted(from.dimension()));
            }
        }
        return new Rule(
                from.id(),
                acts(from.when().act(), at + "/when/act"),
                phases,
                where(from.when().where()),
                actor,
                subject,
                from.dimension(),
                effect,
                new HashSet<>(from.through()),
                deniedBy(from.ifDenied(), at + "/ifDenied"));
    }

    /** The current names of acts; a rulebook stays as it was published, whatever an act is called later. */
    private Set<String> acts(List<String> names, String at) {
        if (names.isEmpty()) {
            faults.add(at, "a rule names at least one act");
        }
        var acts = new LinkedHashSet<String>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (Lifts.all().everNamed(name).isEmpty()) {
                List<String> current =
                        ActTypes.all().types().stream().map(ActType::name).toList();
                faults.add(at + "/" + i, "no act is called '%s'".formatted(name), name, current);
            }
            Lifts.all().readAs(name).forEach(type -> acts.add(type.name()));
        }
        return acts;
    }

    private void checkPhases(Dimension dimension, Set<Phase> phases, String at) {
        boolean flag = dimension.kind() == Kind.FLAG;
        Set<Phase> moving = flag ? precedence.movesFlag() : precedence.movesStatus();
        for (Phase phase : phases) {
            if (!moving.contains(phase)) {
                faults.add(
                        at,
                        "an act that is %s does not move %s; by precedence.phases those do that are %s"
                                .formatted(
                                        phase,
                                        flag ? "a flag" : "a status",
                                        moving.stream()
                                                .map(Phase::toString)
                                                .sorted()
                                                .collect(joining(", "))));
            }
        }
    }

    private static Map<String, Set<String>> where(@Nullable Map<String, Wanted> written) {
        var where = new LinkedHashMap<String, Set<String>>();
        Optional.ofNullable(written)
                .orElse(Map.of())
                .forEach((field, wanted) -> where.put(field, new LinkedHashSet<>(wanted.values())));
        return where;
    }

    private @Nullable Role deniedBy(@Nullable Denied denied, String at) {
        if (denied == null) {
            return null;
        }
        if (!denied.link().equals("denies") || !denied.answer().equals("alternatives")) {
            faults.add(at, "expected {\"by\": \"receiver\", \"link\": \"denies\", \"answer\": \"alternatives\"}");
        }
        if (denied.by() != Role.RECEIVER && denied.by() != Role.ACTOR) {
            faults.add(at + "/by", "a denial is by the receiver or the actor");
        }
        return denied.by();
    }

    // -------------------------------------------------------------------------------------------------- effects

    private Rule.Effect effect(RuleEntry from, String at, @Nullable Dimension dimension) {
        Map<String, Value> effects = effects(from);
        if (effects.size() != 1) {
            faults.add(at, "a rule does one thing: " + String.join(", ", DOINGS.keySet()));
            return new Rule.Effect(Doing.SET, null, null);
        }
        String word = effects.keySet().iterator().next();
        Value value = effects.values().iterator().next();
        Doing doing = DOINGS.getOrDefault(word, Doing.SET);
        String here = at + "/" + word;
        if (dimension != null) {
            checkDoing(dimension, doing, word, here);
            if (value.text() != null && doing != Doing.COUNT) {
                dimensions.requireValue(dimension, value.text(), here);
            }
        }
        Integer count = from.count();
        if (count != null && count < 1) {
            faults.add(here, "a count is a whole number from 1 on");
        }
        return new Rule.Effect(doing, value.text(), value.fromField());
    }

    private static Map<String, Value> effects(RuleEntry from) {
        var effects = new LinkedHashMap<String, Value>();
        put(effects, "set", from.set());
        put(effects, "atLeast", from.atLeast());
        put(effects, "atMost", from.atMost());
        put(effects, "add", from.add());
        put(effects, "remove", from.remove());
        put(
                effects,
                "count",
                from.count() == null ? null : new Value(from.count().toString(), null));
        return effects;
    }

    private static void put(Map<String, Value> effects, String word, @Nullable Value value) {
        if (value != null) {
            effects.put(word, value);
        }
    }

    private void checkDoing(Dimension dimension, Doing doing, String word, String at) {
        boolean fits = switch (dimension.kind()) {
            case STATE, FLAG -> doing == Doing.SET || doing == Doing.AT_LEAST || doing == Doing.AT_MOST;
            case SET -> doing == Doing.ADD || doing == Doing.REMOVE;
            case COUNTS -> doing == Doing.COUNT;
            case VECTOR -> false;
        };
        if (!fits) {
            faults.add(
                    at,
                    "'%s' does not fit '%s', which is of kind %s".formatted(word, dimension.name(), dimension.kind()));
        }
    }

    /** If one rule raised a value and another lowered it, what stands would depend on more than their order. */
    private void refuseMixed(String dimension, List<Rule> rules) {
        Optional<Rule> raising = first(Doing.AT_LEAST, dimension, rules);
        Optional<Rule> lowering = first(Doing.AT_MOST, dimension, rules);
        if (raising.isPresent() && lowering.isPresent()) {
            faults.add(
                    "/rules",
                    "rules of '%s' mix atLeast (%s) and atMost (%s)"
                            .formatted(
                                    dimension,
                                    raising.get().id(),
                                    lowering.get().id()));
        }
    }

    private static Optional<Rule> first(Doing doing, String dimension, List<Rule> rules) {
        return rules.stream()
                .filter(rule ->
                        rule.dimension().equals(dimension) && rule.effect().doing() == doing)
                .findFirst();
    }
}
