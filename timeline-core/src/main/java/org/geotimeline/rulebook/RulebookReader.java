package org.geotimeline.rulebook;

import static java.util.stream.Collectors.joining;

import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotimeline.act.ActType;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Instrument;
import org.geotimeline.act.Phase;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.json.Fault;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.json.Nearest;
import org.geotimeline.rulebook.Dimension.Kind;
import org.geotimeline.rulebook.Rule.Doing;
import org.geotimeline.rulebook.Rule.Role;
import org.geotimeline.rulebook.Rule.Through;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one document; gathers every fault before it refuses. */
final class RulebookReader {

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");
    private static final Pattern THOSE_OF = Pattern.compile("those of ([a-z][a-z0-9_]*)");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private static final Period A_DAY = Period.ofDays(1);
    private static final Map<String, Doing> DOINGS = doings();

    private final ObjectNode document;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Dimension> dimensions = new LinkedHashMap<>();

    RulebookReader(ObjectNode document) {
        this.document = document;
    }

    private static Map<String, Doing> doings() {
        var doings = new LinkedHashMap<String, Doing>();
        doings.put("set", Doing.SET);
        doings.put("atLeast", Doing.AT_LEAST);
        doings.put("atMost", Doing.AT_MOST);
        doings.put("add", Doing.ADD);
        doings.put("remove", Doing.REMOVE);
        doings.put("count", Doing.COUNT);
        return doings;
    }

    Rulebook read() {
        only(
                document,
                "",
                "$schema id version extends changes validFrom subject dimensions rules derived precedence through views"
                        + " profile");
        String id = text(document, "", "id");
        String version = text(document, "", "version");
        if (!version.isEmpty() && !VERSION.matcher(version).matches()) {
            fault("/version", "'%s' is not a version; expected 1.0.0".formatted(version));
        }
        String subject = text(document, "", "subject");
        readDimensions();
        if (dimensions.containsKey(Rulebook.PROFILE)) {
            fault("/dimensions/profile", "'profile' is the name of the whole stance, not of a dimension");
        }
        Precedence precedence = precedence(object(document, "", "precedence"));
        List<Rule> rules = rules(precedence);
        List<Derived> derived = derived();
        Map<String, Rulebook.View> views = views();
        Rulebook.Profile profile = profile(object(document, "", "profile"));
        if (!faults.isEmpty()) {
            throw new FaultyBody(faults);
        }
        return new Rulebook(id, version, subject, dimensions, rules, derived, precedence, views, profile, document);
    }

    // ---------------------------------------------------------------------------------------------- dimensions

    private void readDimensions() {
        ObjectNode all = object(document, "", "dimensions");
        for (Map.Entry<String, JsonNode> one : all.properties()) {
            String at = "/dimensions/" + one.getKey();
            if (!NAME.matcher(one.getKey()).matches()) {
                fault(at, "'%s' is not a name of a dimension; expected representation_sent".formatted(one.getKey()));
            }
            if (one.getValue() instanceof ObjectNode dimension) {
                dimensions.put(one.getKey(), dimension(one.getKey(), dimension, at));
            } else {
                fault(at, "a dimension is a JSON object");
            }
        }
        dimensions.values().forEach(this::checkDimension);
    }

    private Dimension dimension(String name, ObjectNode from, String at) {
        only(from, at, "kind values order process of default window by decay rules reason");
        Kind kind = constant(text(from, at, "kind"), at + "/kind", Kind.values(), k -> lower(k.name()), Kind.STATE);
        List<String> values = texts(from.path("values"), at + "/values");
        if (new HashSet<>(values).size() < values.size()) {
            fault(at + "/values", "a value stands twice");
        }
        if (values.contains(Rulebook.NO_DATA)) {
            fault(at + "/values", "NO_DATA is no value: it stands before the first");
        }
        boolean ordered = kind == Kind.STATE || kind == Kind.FLAG || kind == Kind.SET;
        if (ordered && values.isEmpty()) {
            fault(at + "/values", "values are required");
        }
        var decay = new ArrayList<Dimension.Decay>();
        int i = 0;
        for (JsonNode one : from.path("decay")) {
            decay.add(decay(one, at + "/decay/" + i++));
        }
        boolean counts = kind == Kind.COUNTS;
        List<String> by = texts(from.path("by"), at + "/by");
        if (counts && by.isEmpty()) {
            fault(at + "/by", "counts say by which fields of an act they are told, as in [\"format\", \"level\"]");
        }
        return new Dimension(
                name,
                kind,
                values,
                optional(from, "process"),
                optional(from, "of"),
                optional(from, "default"),
                decay,
                counts ? period(text(from, at, "window"), at + "/window") : null,
                by,
                optional(from, "reason"));
    }

    private Dimension.Decay decay(JsonNode from, String at) {
        if (!(from instanceof ObjectNode one)) {
            fault(at, "a decay is a JSON object");
            return new Dimension.Decay(List.of(), "", A_DAY);
        }
        only(one, at, "values to after from");
        Period after = period(text(one, at, "after"), at + "/after");
        return new Dimension.Decay(texts(one.path("values"), at + "/values"), text(one, at, "to"), after);
    }

    private Period period(String text, String at) {
        try {
            Period period = Period.parse(text);
            if (period.isZero() || period.isNegative()) {
                fault(at, "this takes time; expected P12M");
            }
            return period;
        } catch (DateTimeException e) {
            fault(at, "'%s' is not a period; expected P12M".formatted(text));
            return A_DAY;
        }
    }

    private void checkDimension(Dimension dimension) {
        String at = "/dimensions/" + dimension.name();
        String process = dimension.process();
        if (process != null) {
            Dimension flag = known(process, at + "/process");
            if (flag != null && (flag.kind() != Kind.FLAG || !dimension.name().equals(flag.of()))) {
                fault(at + "/process", "'%s' is not a flag of '%s'".formatted(process, dimension.name()));
            }
        }
        if (dimension.kind() == Kind.FLAG) {
            String of = dimension.of();
            String byDefault = dimension.byDefault();
            if (of == null || byDefault == null) {
                fault(at, "a flag says whose it is (of) and what it is before any act (default)");
            } else {
                known(of, at + "/of");
                value(dimension, byDefault, at + "/default");
            }
        }
        for (int i = 0; i < dimension.decay().size(); i++) {
            Dimension.Decay decay = dimension.decay().get(i);
            String where = at + "/decay/" + i;
            decay.values().forEach(v -> value(dimension, v, where + "/values"));
            value(dimension, decay.to(), where + "/to");
        }
    }

    // --------------------------------------------------------------------------------------------------- rules

    private List<Rule> rules(Precedence precedence) {
        var rules = new ArrayList<Rule>();
        var ids = new HashSet<String>();
        int i = 0;
        for (JsonNode one : list(document, "", "rules")) {
            String at = "/rules/" + i++;
            Rule rule = one instanceof ObjectNode object ? rule(object, at, precedence) : null;
            if (rule == null) {
                fault(at, "a rule is a JSON object");
            } else {
                if (!ids.add(rule.id())) {
                    fault(at + "/id", "two rules are called '%s'".formatted(rule.id()));
                }
                rules.add(rule);
            }
        }
        refuseMixed(rules);
        return rules;
    }

    private Rule rule(ObjectNode from, String at, Precedence precedence) {
        only(from, at, "id when toward dimension through ifDenied " + String.join(" ", DOINGS.keySet()));
        ObjectNode when = object(from, at, "when");
        only(when, at + "/when", "act phase where");
        ObjectNode toward = object(from, at, "toward");
        only(toward, at + "/toward", "actor subject");
        String name = text(from, at, "dimension");
        Dimension dimension = known(name, at + "/dimension");
        Set<Phase> phases = phases(when.path("phase"), at + "/when/phase");
        Rule.Effect effect = effect(from, at, dimension);
        Role actor = role(toward, at + "/toward", "actor");
        Role subject = role(toward, at + "/toward", "subject");
        if (dimension != null) {
            checkPhases(dimension, phases, precedence, at + "/when/phase");
            boolean counted = dimension.kind() == Kind.COUNTS;
            if (!counted && (actor == Role.SEAT || subject == Role.SEAT)) {
                fault(at + "/toward", "only counts are made of seats, not '%s'".formatted(name));
            }
        }
        return new Rule(
                text(from, at, "id"),
                acts(when.path("act"), at + "/when/act"),
                phases,
                where(when.path("where"), at + "/when/where"),
                actor,
                subject,
                name,
                effect,
                through(from.path("through"), at + "/through"),
                deniedBy(from.path("ifDenied"), at + "/ifDenied"));
    }

    private Set<String> acts(JsonNode from, String at) {
        List<String> names = texts(from, at);
        if (names.isEmpty()) {
            fault(at, "a rule names at least one act");
        }
        var acts = new LinkedHashSet<String>();
        for (int i = 0; i < names.size(); i++) {
            if (Lifts.all().everNamed(names.get(i)).isEmpty()) {
                faults.add(new Fault(
                        at + "/" + i,
                        "no act is called '%s'".formatted(names.get(i)),
                        Nearest.to(
                                names.get(i),
                                ActTypes.all().types().stream()
                                        .map(ActType::name)
                                        .toList())));
            }
            // A rulebook stays as it was published, whatever an act is called today.
            Lifts.all().readAs(names.get(i)).forEach(type -> acts.add(type.name()));
        }
        return acts;
    }

    private Set<Phase> phases(JsonNode from, String at) {
        Set<Phase> phases = EnumSet.noneOf(Phase.class);
        List<String> names = texts(from, at);
        for (int i = 0; i < names.size(); i++) {
            phases.add(constant(names.get(i), at + "/" + i, Phase.values(), Phase::toString, Phase.EFFECTIVE));
        }
        if (names.isEmpty()) {
            fault(at, "at least one phase is required");
        }
        return phases;
    }

    private void checkPhases(Dimension dimension, Set<Phase> phases, Precedence precedence, String at) {
        Set<Phase> may = dimension.kind() == Kind.FLAG ? precedence.movesFlag() : precedence.movesStatus();
        for (Phase phase : phases) {
            if (!may.contains(phase)) {
                fault(
                        at,
                        "an act that is %s does not move %s; by precedence.phases those do that are %s"
                                .formatted(
                                        phase,
                                        dimension.kind() == Kind.FLAG ? "a flag" : "a status",
                                        may.stream()
                                                .map(Phase::toString)
                                                .sorted()
                                                .collect(joining(", "))));
            }
        }
    }

    private Map<String, Set<String>> where(JsonNode from, String at) {
        var where = new LinkedHashMap<String, Set<String>>();
        for (Map.Entry<String, JsonNode> one : from.properties()) {
            String here = at + "/" + one.getKey();
            if (one.getValue().isArray()) {
                Set<String> values = new LinkedHashSet<>(texts(one.getValue(), here));
                if (values.isEmpty()) {
                    fault(here, "at least one value is required, or \"present\"");
                }
                where.put(one.getKey(), values);
            } else if (one.getValue().asString("").equals("present")) {
                where.put(one.getKey(), Set.of());
            } else {
                fault(here, "this is a list of values, or \"present\"");
            }
        }
        return where;
    }

    private Role role(ObjectNode from, String at, String field) {
        return constant(text(from, at, field), at + "/" + field, Role.values(), Role::toString, Role.ACTOR);
    }

    private Set<Through> through(JsonNode from, String at) {
        Set<Through> through = EnumSet.noneOf(Through.class);
        for (String name : texts(from, at)) {
            through.add(constant(name, at, Through.values(), Through::toString, Through.CONTROLS));
        }
        return through;
    }

    private @Nullable Role deniedBy(JsonNode from, String at) {
        if (!(from instanceof ObjectNode denied)) {
            return null;
        }
        only(denied, at, "by link answer");
        if (!text(denied, at, "link").equals("denies")
                || !text(denied, at, "answer").equals("alternatives")) {
            fault(at, "expected {\"by\": \"receiver\", \"link\": \"denies\", \"answer\": \"alternatives\"}");
        }
        Role by = role(denied, at, "by");
        if (by != Role.RECEIVER && by != Role.ACTOR) {
            fault(at + "/by", "a denial is by the receiver or the actor");
        }
        return by;
    }

    private Rule.Effect effect(ObjectNode from, String at, @Nullable Dimension dimension) {
        List<String> given = DOINGS.keySet().stream().filter(from::has).toList();
        if (given.size() != 1) {
            fault(at, "a rule does one thing: " + String.join(", ", DOINGS.keySet()));
            return new Rule.Effect(Doing.SET, null, null);
        }
        String word = given.get(0);
        Doing doing = DOINGS.getOrDefault(word, Doing.SET);
        String here = at + "/" + word;
        JsonNode what = from.path(word);
        if (dimension != null) {
            checkDoing(dimension, doing, word, here);
        }
        if (doing == Doing.COUNT) {
            if (!what.isInt() || what.intValue() < 1) {
                fault(here, "a count is a whole number from 1 on");
            }
            return new Rule.Effect(doing, what.asString(""), null);
        }
        if (what.isString()) {
            if (dimension != null) {
                value(dimension, what.stringValue(), here);
            }
            return new Rule.Effect(doing, what.stringValue(), null);
        }
        if (what instanceof ObjectNode object) {
            only(object, here, "fromField");
            return new Rule.Effect(doing, null, text(object, here, "fromField"));
        }
        fault(here, "this is a value, or {\"fromField\": \"level\"}");
        return new Rule.Effect(doing, null, null);
    }

    private void checkDoing(Dimension dimension, Doing doing, String word, String at) {
        boolean fits = switch (dimension.kind()) {
            case STATE, FLAG -> doing == Doing.SET || doing == Doing.AT_LEAST || doing == Doing.AT_MOST;
            case SET -> doing == Doing.ADD || doing == Doing.REMOVE;
            case COUNTS -> doing == Doing.COUNT;
            case VECTOR -> false;
        };
        if (!fits) {
            fault(
                    at,
                    "'%s' does not fit '%s', which is of kind %s"
                            .formatted(
                                    word,
                                    dimension.name(),
                                    lower(dimension.kind().name())));
        }
    }

    /** Of a value that one rule raises and another lowers nobody could say what stands. */
    private void refuseMixed(List<Rule> rules) {
        for (Dimension dimension : dimensions.values()) {
            List<Rule> own = rules.stream()
                    .filter(r -> r.dimension().equals(dimension.name()))
                    .toList();
            List<Rule> raising = own.stream()
                    .filter(r -> r.effect().doing() == Doing.AT_LEAST)
                    .toList();
            List<Rule> lowering = own.stream()
                    .filter(r -> r.effect().doing() == Doing.AT_MOST)
                    .toList();
            if (!raising.isEmpty() && !lowering.isEmpty()) {
                fault(
                        "/rules",
                        "rules of '%s' mix atLeast (%s) and atMost (%s)"
                                .formatted(
                                        dimension.name(),
                                        raising.get(0).id(),
                                        lowering.get(0).id()));
            }
        }
    }

    // ------------------------------------------------------------------------------------------------- derived

    private List<Derived> derived() {
        var derived = new ArrayList<Derived>();
        int i = 0;
        for (JsonNode one : list(document, "", "derived")) {
            String at = "/derived/" + i++;
            if (one instanceof ObjectNode object) {
                derived.add(derived(object, at));
            } else {
                fault(at, "a derived rule is a JSON object");
            }
        }
        return inOrder(derived);
    }

    private Derived derived(ObjectNode from, String at) {
        only(from, at, "id if then acts");
        ObjectNode when = object(from, at, "if");
        only(when, at + "/if", "all");
        ObjectNode then = object(from, at, "then");
        only(then, at + "/then", "dimension set");
        List<Condition> all = conditions(list(when, at + "/if", "all"), at + "/if/all");
        if (all.isEmpty()) {
            fault(at + "/if/all", "a derived rule reads at least one dimension");
        }
        for (Condition condition : all) {
            requireFolded(condition.dimension(), at + "/if/all");
        }
        String name = text(then, at + "/then", "dimension");
        Dimension dimension = known(name, at + "/then/dimension");
        String set = text(then, at + "/then", "set");
        if (dimension != null) {
            value(dimension, set, at + "/then/set");
            requireFolded(name, at + "/then/dimension");
        }
        return new Derived(text(from, at, "id"), all, name, set, actsOf(from, all, at + "/acts"));
    }

    private void requireFolded(String name, String at) {
        Dimension dimension = dimensions.get(name);
        if (dimension != null && dimension.kind() != Kind.STATE && dimension.kind() != Kind.FLAG) {
            fault(
                    at,
                    "'%s' is of kind %s; nothing is derived from it or to it"
                            .formatted(name, lower(dimension.kind().name())));
        }
    }

    private @Nullable String actsOf(ObjectNode from, List<Condition> all, String at) {
        String said = optional(from, "acts");
        if (said == null) {
            return null;
        }
        Matcher those = THOSE_OF.matcher(said);
        if (!those.matches() || all.stream().noneMatch(c -> c.dimension().equals(those.group(1)))) {
            fault(at, "'%s' names no dimension that the rule reads; expected \"those of …\"".formatted(said));
            return null;
        }
        return those.group(1);
    }

    private List<Condition> conditions(List<JsonNode> from, String at) {
        var conditions = new ArrayList<Condition>();
        for (int i = 0; i < from.size(); i++) {
            String here = at + "/" + i;
            if (from.get(i) instanceof ObjectNode one) {
                conditions.add(condition(one, here));
            } else {
                fault(here, "a condition is a JSON object");
            }
        }
        return conditions;
    }

    private Condition condition(ObjectNode from, String at) {
        only(from, at, "dimension is atLeast below noDataCounts notEmpty");
        String name = text(from, at, "dimension");
        Dimension dimension = known(name, at + "/dimension");
        List<String> is = texts(from.path("is"), at + "/is");
        String atLeast = optional(from, "atLeast");
        String below = optional(from, "below");
        if (dimension != null) {
            is.stream().filter(v -> !v.equals(Rulebook.NO_DATA)).forEach(v -> value(dimension, v, at + "/is"));
            if (atLeast != null) {
                value(dimension, atLeast, at + "/atLeast");
            }
            if (below != null) {
                value(dimension, below, at + "/below");
            }
        }
        return new Condition(
                name,
                is,
                atLeast,
                below,
                from.path("noDataCounts").asBoolean(false),
                from.path("notEmpty").asBoolean(false));
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
                fault(
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

    // --------------------------------------------------------------------------------------- precedence, views

    private Precedence precedence(ObjectNode from) {
        String at = "/precedence";
        only(from, at, "order later instruments phases sameValue noAct");
        var instruments = new ArrayList<List<String>>();
        Set<String> words = new TreeSet<>(
                Arrays.stream(Instrument.values()).map(Instrument::toString).toList());
        words.add("");
        int i = 0;
        for (JsonNode group : list(from, at, "instruments")) {
            String here = at + "/instruments/" + i++;
            List<String> names = texts(group, here);
            for (String name : names) {
                if (!words.contains(name)) {
                    faults.add(
                            new Fault(here, "no instrument is called '%s'".formatted(name), Nearest.to(name, words)));
                }
            }
            instruments.add(names);
        }
        ObjectNode phases = object(from, at, "phases");
        var renews = new EnumMap<Doing, Boolean>(Doing.class);
        for (Map.Entry<String, JsonNode> one : from.path("sameValue").properties()) {
            Doing doing = DOINGS.get(one.getKey());
            String what = one.getValue().asString("");
            if (doing == null || !(what.equals("keeps") || what.equals("renews"))) {
                fault(at + "/sameValue/" + one.getKey(), "expected \"set\": \"keeps\" or \"set\": \"renews\"");
            } else {
                renews.put(doing, what.equals("renews"));
            }
        }
        return new Precedence(
                instruments,
                phases(phases.path("movesStatus"), at + "/phases/movesStatus"),
                phases(phases.path("movesFlag"), at + "/phases/movesFlag"),
                renews);
    }

    private Map<String, Rulebook.View> views() {
        var views = new LinkedHashMap<String, Rulebook.View>();
        for (Map.Entry<String, JsonNode> one : object(document, "", "views").properties()) {
            String at = "/views/" + one.getKey();
            if (one.getValue() instanceof ObjectNode view) {
                only(view, at, "dimension values");
                String name = text(view, at, "dimension");
                Dimension dimension = known(name, at + "/dimension");
                List<String> values = texts(view.path("values"), at + "/values");
                if (dimension != null) {
                    values.forEach(v -> value(dimension, v, at + "/values"));
                }
                views.put(one.getKey(), new Rulebook.View(name, values));
            } else {
                fault(at, "a view is a JSON object");
            }
        }
        return views;
    }

    private Rulebook.Profile profile(ObjectNode from) {
        only(from, "/profile", "hit default rows");
        var rows = new ArrayList<Rulebook.Profile.Row>();
        int i = 0;
        for (JsonNode one : list(from, "/profile", "rows")) {
            String at = "/profile/rows/" + i++;
            if (one instanceof ObjectNode row) {
                only(row, at, "profile if");
                List<Condition> all = conditions(list(row, at, "if"), at + "/if");
                all.forEach(c -> requireStates(c, at + "/if"));
                rows.add(new Rulebook.Profile.Row(text(row, at, "profile"), all));
            } else {
                fault(at, "a row is a JSON object");
            }
        }
        return new Rulebook.Profile(text(from, "/profile", "default"), rows);
    }

    private void requireStates(Condition condition, String at) {
        Dimension dimension = dimensions.get(condition.dimension());
        boolean set = dimension != null && dimension.kind() == Kind.SET;
        if (dimension != null && (dimension.kind() == Kind.COUNTS || dimension.kind() == Kind.VECTOR)) {
            fault(
                    at,
                    "'%s' is of kind %s; a profile is read from states and sets"
                            .formatted(dimension.name(), lower(dimension.kind().name())));
        } else if (dimension != null && set != condition.notEmpty()) {
            fault(
                    at,
                    set
                            ? "'%s' is a set; a profile asks of it only notEmpty".formatted(dimension.name())
                            : "'%s' is no set; notEmpty is asked of sets".formatted(dimension.name()));
        }
    }

    // ----------------------------------------------------------------------------------------------- small parts

    private void fault(String at, String sentence) {
        faults.add(new Fault(at, sentence));
    }

    private void only(ObjectNode object, String at, String names) {
        List<String> known = List.of(names.split(" "));
        for (String given : object.propertyNames()) {
            if (!known.contains(given)) {
                faults.add(new Fault(
                        at + "/" + given, "there is no field '%s' here".formatted(given), Nearest.to(given, known)));
            }
        }
    }

    private ObjectNode object(ObjectNode from, String at, String field) {
        if (from.path(field) instanceof ObjectNode found) {
            return found;
        }
        fault(at + "/" + field, "%s is required, a JSON object".formatted(field));
        return from.objectNode();
    }

    private List<JsonNode> list(ObjectNode from, String at, String field) {
        JsonNode found = from.path(field);
        if (!found.isArray()) {
            fault(at + "/" + field, "%s is required, a list".formatted(field));
        }
        return found.valueStream().toList();
    }

    private String text(ObjectNode from, String at, String field) {
        JsonNode found = from.path(field);
        if (!found.isString() || found.stringValue().isBlank()) {
            fault(at + "/" + field, "%s is required, a text".formatted(field));
            return "";
        }
        return found.stringValue();
    }

    private static @Nullable String optional(ObjectNode from, String field) {
        JsonNode found = from.path(field);
        return found.isString() ? found.stringValue() : null;
    }

    /** The texts of a list; none where there is no such list. */
    private List<String> texts(JsonNode from, String at) {
        if (from.isMissingNode()) {
            return List.of();
        }
        if (!from.isArray() || from.valueStream().anyMatch(one -> !one.isString())) {
            fault(at, "this is a list of texts");
            return List.of();
        }
        return from.valueStream().map(JsonNode::stringValue).toList();
    }

    private <E> E constant(String text, String at, E[] all, Function<E, String> word, E otherwise) {
        for (E one : all) {
            if (word.apply(one).equals(text)) {
                return one;
            }
        }
        if (!text.isEmpty()) {
            List<String> words = Arrays.stream(all).map(word).toList();
            faults.add(new Fault(
                    at, "'%s' is none of %s".formatted(text, String.join(", ", words)), Nearest.to(text, words)));
        }
        return otherwise;
    }

    private @Nullable Dimension known(String name, String at) {
        Dimension dimension = dimensions.get(name);
        if (dimension == null && !name.isEmpty()) {
            faults.add(new Fault(
                    at, "no dimension is called '%s'".formatted(name), Nearest.to(name, dimensions.keySet())));
        }
        return dimension;
    }

    private void value(Dimension dimension, String value, String at) {
        Collection<String> values = dimension.values();
        if (!value.isEmpty() && !values.contains(value)) {
            faults.add(new Fault(
                    at, "'%s' is no value of '%s'".formatted(value, dimension.name()), Nearest.to(value, values)));
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
