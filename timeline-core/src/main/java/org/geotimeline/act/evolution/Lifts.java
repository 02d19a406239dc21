package org.geotimeline.act.evolution;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.ActType;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.StoredBody;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.Corrections;
import org.geotimeline.act.knowledge.KnowledgeAct;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All upcasters: they lift stored bodies to current ones, and queries for current acts to queries for stored events. */
public final class Lifts {

    private static final Lifts ALL = new Lifts();

    /** No chain of upcasters is longer; a longer one goes in a circle. */
    private static final int MAX_STEPS = 100;

    private static final String ACT = "act:";

    private final Map<String, Lift> byShape = new HashMap<>();

    private Lifts() {
        for (Lift lift : ServiceLoader.load(Lift.class, Lifts.class.getClassLoader())) {
            if (byShape.put(lift.type() + "/" + lift.from(), lift) != null) {
                throw new IllegalStateException(
                        "two upcasters take %s of version %d".formatted(lift.type(), lift.from()));
            }
        }
    }

    public static Lifts all() {
        return ALL;
    }

    /** Every upcaster there is. */
    public Collection<Lift> steps() {
        return byShape.values();
    }

    // ---------------------------------------------------------------------------------------------------------- bodies

    /** Whether events of that type can be read at all: the type is current, or an upcaster takes it. */
    public boolean knows(String type) {
        return ActTypes.all().qualified(type).isPresent()
                || byShape.values().stream().anyMatch(lift -> lift.type().equals(type));
    }

    /**
     * The current bodies that a stored one decodes to; the first has its id.
     *
     * @throws IllegalStateException if no upcaster takes the body, or one of the bodies that it becomes
     */
    public List<StoredBody> lift(StoredBody stored) {
        var current = new ArrayList<StoredBody>();
        lift(stored, 0, current);
        return current;
    }

    private void lift(StoredBody stored, int steps, List<StoredBody> current) {
        int wanted = ActTypes.all()
                .qualified(stored.type())
                .map(type -> Integer.parseInt(type.version()))
                .orElse(Integer.MAX_VALUE);
        if (stored.version() == wanted) {
            current.add(stored);
            return;
        }
        if (stored.version() > wanted) {
            throw new IllegalStateException("%s has version %d here, and this program knows up to %d"
                    .formatted(stored.type(), stored.version(), wanted));
        }
        Lift lift = byShape.get(stored.type() + "/" + stored.version());
        if (lift == null || steps == MAX_STEPS) {
            throw new IllegalStateException(
                    "nothing lifts %s from version %d".formatted(stored.type(), stored.version()));
        }
        for (StoredBody next : lift.lift(stored)) {
            if (!lift.into().contains(next.type())) {
                throw new IllegalStateException("%s gives %s, which into() does not name"
                        .formatted(lift.getClass().getName(), next.type()));
            }
            lift(next, steps + 1, current);
        }
    }

    /**
     * The current body of a split, whose parts stand in its body and are lifted there as well. If fewer than two parts are
     * left, the split is read as a retraction.
     *
     * @param versions the versions in which the parts were recorded, in their order
     */
    public ObjectNode split(ObjectNode split, List<Integer> versions) {
        ArrayNode into = JsonNodeFactory.instance.arrayNode();
        int part = 0;
        for (JsonNode body : split.path("into")) {
            int version = part < versions.size() ? versions.get(part) : 1;
            lift(new StoredBody(qualified(body.path("type").asString()), version, (ObjectNode) body))
                    .forEach(one -> into.add(one.body()));
            part++;
        }
        ObjectNode current = split.deepCopy();
        if (into.size() < 2) {
            current.remove("into");
            return current.put("type", "ActRetracted");
        }
        current.set("into", into);
        return current;
    }

    private String qualified(String name) {
        return ActTypes.all().named(name).map(ActType::qualifiedName).orElseGet(() -> retired(name));
    }

    private String retired(String name) {
        return byShape.values().stream()
                .map(Lift::type)
                .filter(type -> type.equals(name) || type.endsWith("." + name))
                .findFirst()
                .orElse(name);
    }

    /**
     * The changes that corrections of an act make in its current body. A correction with current fields only is applied as it
     * stands; any other corrects the stored body, and the difference that it makes there after lifting is applied.
     */
    public List<ObjectNode> changes(Recorded act, List<ObjectNode> said) {
        if (act.origin().isEmpty()) {
            return said;
        }
        StoredBody stored = act.origin().get().stored();
        var changes = new ArrayList<ObjectNode>();
        for (ObjectNode change : said) {
            if (isCurrent(change, act)) {
                changes.add(change);
            } else {
                var corrected =
                        new StoredBody(stored.type(), stored.version(), Corrections.apply(stored.body(), change));
                changes.add(difference(body(stored, act.id()), body(corrected, act.id())));
                stored = corrected;
            }
        }
        return changes;
    }

    /** Whether a correction is applied as it stands: the act is stored in its current shape, or has all corrected fields. */
    public boolean isCurrent(ObjectNode change, Recorded act) {
        return act.origin().isEmpty() || ActJson.names(act.type()).containsAll(change.propertyNames());
    }

    private ObjectNode body(StoredBody stored, ActId act) {
        return lift(stored).stream()
                .map(StoredBody::body)
                .filter(body -> body.path("id").asString("").equals(act.text()))
                .findFirst()
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private static ObjectNode difference(ObjectNode before, ObjectNode after) {
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        var names = new TreeSet<String>(before.propertyNames());
        names.addAll(after.propertyNames());
        for (String name : names) {
            if (!Objects.equals(before.get(name), after.get(name))) {
                changes.set(name, after.has(name) ? after.get(name) : JsonNodeFactory.instance.nullNode());
            }
        }
        return changes;
    }

    /** A text that differs between two programs if they decode stored bytes differently. */
    public String version() {
        Stream<String> types = ActTypes.all().types().stream().map(type -> type.qualifiedName() + "/" + type.version());
        Stream<String> steps = byShape.values().stream()
                .map(lift -> "%s/%d>%s by %s"
                        .formatted(
                                lift.type(),
                                lift.from(),
                                new TreeSet<>(lift.into()),
                                lift.getClass().getName()));
        return Stream.concat(types, steps).sorted().collect(joining("\n"));
    }

    // ----------------------------------------------------------------------------------------------------------- names

    /** The qualified names under which events are stored that may decode to that type; its own among them. */
    public Set<String> storedAs(String type) {
        var names = new LinkedHashSet<>(Set.of(type));
        var open = new ArrayList<>(names);
        while (!open.isEmpty()) {
            String next = open.removeLast();
            byShape.values().stream()
                    .filter(lift -> lift.into().contains(next))
                    .map(Lift::type)
                    .filter(names::add)
                    .forEach(open::add);
        }
        return names;
    }

    /** All names under which events of these types are stored. */
    public Set<String> storedAs(Collection<String> types) {
        return types.stream().flatMap(type -> storedAs(type).stream()).collect(toUnmodifiableSet());
    }

    /** The current types that an act of that name, simple or qualified, may decode to; none if no type ever had the name. */
    public Set<ActType> readAs(String name) {
        String stored = qualified(name);
        return ActTypes.all().types().stream()
                .filter(type -> storedAs(type.qualifiedName()).contains(stored))
                .collect(toUnmodifiableSet());
    }

    /** The names, simple and qualified, under which events may be stored but no act is recorded any more. */
    public List<String> retired() {
        return byShape.values().stream()
                .map(Lift::type)
                .filter(type -> ActTypes.all().qualified(type).isEmpty())
                .flatMap(type -> Stream.of(type.substring(type.lastIndexOf('.') + 1), type))
                .distinct()
                .sorted()
                .toList();
    }

    /** The qualified name of a type that has, or once had, that name; empty if none had. */
    public Optional<String> everNamed(String name) {
        String stored = qualified(name);
        return knows(stored) ? Optional.of(stored) : Optional.empty();
    }

    // --------------------------------------------------------------------------------------------------------- queries

    /**
     * The queries that together find all stored events of the acts that a query asks for: the query itself, and the same under
     * old names and old tags. They may find more events than the query asks for; an empty tag means all events of the types.
     */
    public Set<EventQuery> stored(EventQuery asked) {
        var found = new LinkedHashSet<>(Set.of(asked));
        Set<String> types = asked.types().isEmpty() ? given() : asked.types();
        String tag = asked.tag().startsWith(ACT)
                ? ACT + new ActId(asked.tag().substring(ACT.length())).whole()
                : asked.tag();
        if (!tag.equals(asked.tag())) {
            found.add(new EventQuery(tag, asked.types()));
        }
        var seen = new LinkedHashSet<EventQuery>();
        types.forEach(type -> before(tag, type, seen));
        seen.stream().filter(q -> !isMet(q, found)).forEach(found::add);
        if (found.size() > 1) {
            sayings(asked, found);
        }
        return found;
    }

    private Set<String> given() {
        return byShape.values().stream().flatMap(lift -> lift.into().stream()).collect(toUnmodifiableSet());
    }

    private void before(String tag, String type, Set<EventQuery> seen) {
        for (Lift lift : byShape.values()) {
            if (lift.into().contains(type)) {
                for (String stored : under(lift, tag)) {
                    if (seen.add(new EventQuery(stored, Set.of(lift.type())))) {
                        before(stored, lift.type(), seen);
                    }
                }
            }
        }
    }

    private static Set<String> under(Lift lift, String tag) {
        if (tag.isEmpty() || tag.startsWith(ACT)) {
            return Set.of(tag);
        }
        Set<String> stored = lift.under(tag);
        return stored.isEmpty() ? Set.of("") : stored;
    }

    private static boolean isMet(EventQuery one, Collection<EventQuery> by) {
        return by.stream()
                .anyMatch(q -> q.tag().equals(one.tag())
                        && (q.types().isEmpty() || q.types().containsAll(one.types())));
    }

    /** A knowledge act is stored under the tags that its act had at that time. */
    private void sayings(EventQuery asked, Set<EventQuery> found) {
        Set<String> current = ActTypes.all().types().stream()
                .filter(type -> KnowledgeAct.class.isAssignableFrom(type.record()))
                .map(ActType::qualifiedName)
                .filter(type -> asked.types().isEmpty() || asked.types().contains(type))
                .collect(toUnmodifiableSet());
        Set<String> wanted = storedAs(current);
        if (!wanted.isEmpty()) {
            List.copyOf(found).stream()
                    .map(q -> new EventQuery(q.tag(), wanted))
                    .filter(q -> !isMet(q, found))
                    .forEach(found::add);
        }
    }
}
