package org.geotimeline.projection.stance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Party;
import org.geotimeline.act.Revision;
import org.geotimeline.act.engagement.EngagementAct;
import org.geotimeline.act.engagement.Seat;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.registry.RegistryAct.RelationRecorded;
import org.geotimeline.projection.fold.Acts;
import org.geotimeline.projection.fold.Days;
import org.geotimeline.projection.fold.Move;
import org.geotimeline.projection.fold.Orders;
import org.geotimeline.projection.fold.Place;
import org.geotimeline.projection.fold.SeatsKnown;
import org.geotimeline.rulebook.Dimension;
import org.geotimeline.rulebook.Rule;
import org.geotimeline.rulebook.Rule.Doing;
import org.geotimeline.rulebook.Rulebook;
import org.geotimeline.time.Window;
import org.jspecify.annotations.Nullable;

/** What the visible acts do to the dimensions of one dyad, by the rules. */
final class Effects {

    private static final String ELEMENT = "|";

    private final Rulebook rulebook;
    private final String actor;
    private final String subject;
    private final FoldMemory recalled;
    private final Acts acts;
    private final Orders orders;
    private final Map<String, List<Rule>> rulesByAct = new HashMap<>();
    private final Set<String> lowered = new HashSet<>();
    private Instant knownAt;

    /**
     * An act that counts once.
     *
     * @param sure whether it counts for sure if it happened on one of these days
     * @param by the fields that the dimension is told by, those that the act has
     */
    record Counted(ActId act, long lo, long hi, boolean sure, String rule, Map<String, String> by) {}

    /**
     * What a rule reads in an act, whatever else is visible.
     *
     * @param meant whether it speaks of the act as one by this actor
     * @param values that it gives
     * @param toward whom
     */
    record Spoken(boolean meant, List<String> values, Set<String> toward) {}

    Effects(Rulebook rulebook, String actor, String subject, List<Revision> visible, Instant knownAt) {
        this(rulebook, actor, subject, visible, knownAt, new FoldMemory());
    }

    Effects(
            Rulebook rulebook,
            String actor,
            String subject,
            List<Revision> visible,
            Instant knownAt,
            FoldMemory recalled) {
        this.recalled = recalled;
        this.rulebook = rulebook;
        this.actor = actor;
        this.subject = subject;
        this.knownAt = knownAt;
        this.acts = new Acts(visible);
        this.orders = new Orders(acts, rulebook.precedence()::rank);
        for (Rule rule : rulebook.rules()) {
            rule.acts()
                    .forEach(act -> rulesByAct
                            .computeIfAbsent(act, a -> new ArrayList<>())
                            .add(rule));
            if (rule.effect().doing() == Doing.AT_MOST) {
                lowered.add(rule.dimension());
            }
        }
    }

    /**
     * Adds an act that is visible too, the last by position, if the others do what they did.
     *
     * @param now as known then, not earlier than before
     * @return whether it was added
     */
    boolean add(Revision act, Instant now) {
        if (!acts.add(act)) {
            return false;
        }
        knownAt = now;
        return true;
    }

    Acts acts() {
        return acts;
    }

    /** The rules that name acts of that type, in the order of the document. */
    List<Rule> rulesFor(Revision act) {
        return rulesByAct.getOrDefault(act.type().name(), List.of());
    }

    /** The name under which the moves of one element of a set are found. */
    static String element(String dimension, String value) {
        return dimension + ELEMENT + value;
    }

    /** The dimension of which these are moves. */
    static String dimension(String track) {
        int at = track.indexOf(ELEMENT);
        return at < 0 ? track : track.substring(0, at);
    }

    /** The moves of each state and flag, and of each element of a set, by position. */
    Map<String, List<Move>> byTrack() {
        var moves = new LinkedHashMap<String, List<Move>>();
        for (Revision act : acts.standing()) {
            moves(act)
                    .forEach((track, more) ->
                            moves.computeIfAbsent(track, t -> new ArrayList<>()).addAll(more));
        }
        return moves;
    }

    /** The moves of one act that stands. */
    Map<String, List<Move>> moves(Revision act) {
        // Of several rules that move one dimension the last in the document does.
        var last = new LinkedHashMap<String, Map<String, List<Move>>>();
        for (Rule rule : rulesFor(act)) {
            Map<String, List<Move>> found = moves(act, rule);
            if (!found.isEmpty()) {
                last.put(rule.dimension(), found);
            }
        }
        var moves = new LinkedHashMap<String, List<Move>>();
        last.values().forEach(moves::putAll); // a track is of one dimension
        return moves;
    }

    /** What one act that stands does by one rule, by track: one move, or one for each stretch on which it may count. */
    Map<String, List<Move>> moves(Revision act, Rule rule) {
        Dimension dimension = rulebook.dimension(rule.dimension());
        if (rule.effect().doing() == Doing.COUNT || !spoken(act, rule).meant()) {
            return Map.of();
        }
        var moves = new LinkedHashMap<String, List<Move>>();
        List<String> values = spoken(act, rule).values();
        if (dimension.kind() == Dimension.Kind.SET) {
            values.stream()
                    .filter(v -> dimension.level(v) >= 0)
                    .forEach(v -> moves.put(
                            element(dimension.name(), v),
                            moves(act, rule, v, rule.effect().doing() == Doing.ADD ? IN : OUT)));
        } else if (!values.isEmpty() && dimension.level(values.get(0)) >= 0) {
            int height = dimension.level(values.get(0));
            int level = lowers(dimension.name()) ? -height : height;
            moves.put(dimension.name(), moves(act, rule, values.get(0), level));
        }
        moves.values().removeIf(List::isEmpty);
        return moves;
    }

    /** An element is in a set, or taken out of it. */
    static final int IN = 1;

    static final int OUT = 0;

    private Spoken spoken(Revision act, Rule rule) {
        return recalled.spoken(
                act,
                rule,
                () -> new Spoken(
                        meant(act, rule),
                        rule.effect().values(act.body()),
                        rule.subject().named(act.body()).collect(Collectors.toSet())));
    }

    private boolean meant(Revision act, Rule rule) {
        return rule.phases().contains(act.circumstances().orElseThrow().phase())
                && rule.meets(act.body())
                && rule.actor().named(act.body()).anyMatch(actor::equals)
                && !actor.equals(subject);
    }

    private List<Move> moves(Revision act, Rule rule, String value, int level) {
        Circumstances about = act.circumstances().orElseThrow();
        Acts.When when = acts.when(act, about);
        boolean denied = denied(act, rule);
        Place place = orders.of(act);
        Doing doing = rule.effect().doing();
        var moves = new ArrayList<Move>();
        for (Stretch stretch : stretches(spoken(act, rule).toward(), rule, when)) {
            var cause = new Move.Cause(
                    act.id(), value, about.change(), when.lo(), when.hi(), rule.id(), stretch.relations());
            moves.add(new Move(
                    stretch.lo(),
                    stretch.hi(),
                    place,
                    denied || !stretch.sure(),
                    doing == Doing.AT_LEAST || doing == Doing.AT_MOST,
                    level,
                    cause));
        }
        return moves;
    }

    /** The acts that count, each once, by position. */
    List<Counted> counted(Dimension dimension) {
        var counted = new ArrayList<Counted>();
        for (Revision act : acts.standing()) {
            counted(act, dimension).ifPresent(counted::add);
        }
        return counted;
    }

    /** How one act that stands counts, if it does. */
    Optional<Counted> counted(Revision act, Dimension dimension) {
        Counted one = null;
        for (Rule rule : rulesFor(act)) {
            if (rule.dimension().equals(dimension.name())
                    && rule.effect().doing() == Doing.COUNT
                    && spoken(act, rule).meant()) {
                one = surer(one, counted(act, rule, dimension));
            }
        }
        return Optional.ofNullable(one);
    }

    private static @Nullable Counted surer(@Nullable Counted one, @Nullable Counted other) {
        return one == null || (other != null && other.sure() && !one.sure()) ? other : one;
    }

    private @Nullable Counted counted(Revision act, Rule rule, Dimension dimension) {
        List<Stretch> stretches = stretches(
                spoken(act, rule).toward(),
                rule,
                acts.when(act, act.circumstances().orElseThrow()));
        Optional<Boolean> seats = seats(act, rule);
        if (stretches.isEmpty() || seats.isEmpty()) {
            return null;
        }
        var by = new LinkedHashMap<String, String>();
        for (String field : dimension.by()) {
            act.body().path(field).asStringOpt().ifPresent(text -> by.put(field, text));
        }
        return new Counted(
                act.id(),
                stretches.getFirst().lo(),
                stretches.getLast().hi(),
                seats.get() && stretches.size() == 1 && stretches.getFirst().sure(),
                rule.id(),
                by);
    }

    /** Whether those that the rule means by their seats surely sat there; empty where one is not known to have. */
    private Optional<Boolean> seats(Revision act, Rule rule) {
        boolean sure = true;
        if (rule.actor() == Rule.Role.SEAT) {
            Optional<Boolean> own = seat(act, Set.of(actor));
            if (own.isEmpty()) {
                return own;
            }
            sure = own.get();
        }
        if (rule.subject() == Rule.Role.SEAT) {
            Optional<Boolean> other = seat(act, standingFor(rule));
            return other.isEmpty() ? other : Optional.of(sure && other.get());
        }
        return Optional.of(sure);
    }

    /** The subject, and those that count for it. */
    private Set<String> standingFor(Rule rule) {
        var names = new HashSet<>(Set.of(subject));
        for (Revision revision : acts.relations()) {
            RelationRecorded relation = (RelationRecorded) revision.act();
            String from = relation.from().text();
            String to = relation.to().text();
            rule.through().stream()
                    .filter(t -> t.toString().equals(relation.relation())
                            && t.countsFor(from, to).equals(subject))
                    .forEach(t -> names.add(t.toward(from, to)));
        }
        return names;
    }

    private Optional<Boolean> seat(Revision act, Set<String> names) {
        if (!(act.act() instanceof EngagementAct)) {
            return Optional.empty();
        }
        return SeatsKnown.of(act, knownAt)
                .filter(seat -> names.contains(seat.entity().text()) && PRESENT.contains(seat.role()))
                .map(seat -> seat.certainty() != Seat.Certainty.POSSIBLE)
                .reduce((a, b) -> a || b);
    }

    private static final Set<Seat.Role> PRESENT =
            Set.of(Seat.Role.HOST, Seat.Role.PARTICIPANT, Seat.Role.OBSERVER, Seat.Role.GUEST);

    /** Whether rules of the dimension lower its value; the order is then turned round. */
    boolean lowers(String dimension) {
        return lowered.contains(dimension);
    }

    /** Whether the actor in the role {@code deniedBy} denies the act. A denial counts for ever. */
    private boolean denied(Revision act, Rule rule) {
        Rule.Role by = rule.deniedBy();
        if (by == null) {
            return false;
        }
        Set<String> who = by.named(act.body()).collect(Collectors.toSet());
        return acts.denials(act.id()).stream()
                .flatMap(denial -> denial.circumstances().stream())
                .flatMap(about -> about.actors().stream())
                .filter(party -> party.roleOrActor().equals(Party.ACTOR))
                .anyMatch(party -> who.contains(party.id().text()));
    }

    // -------------------------------------------------------------------------------------------------- through

    /** @param sure whether it counts if it happened on one of these days */
    private record Stretch(long lo, long hi, boolean sure, SortedSet<String> relations) {}

    private List<Stretch> stretches(Set<String> toward, Rule rule, Acts.When when) {
        if (toward.contains(subject)) {
            return List.of(new Stretch(when.lo(), when.hi(), true, new TreeSet<>()));
        }
        var surely = new ArrayList<Stretch>();
        var possibly = new ArrayList<Stretch>();
        for (Revision revision : acts.relations()) {
            RelationRecorded relation = (RelationRecorded) revision.act();
            if (counts(rule, relation, toward)) {
                Window start = relation.valid().beginning();
                Window end = relation.valid().ending();
                String id = revision.id().text();
                within(when, start.upper(), end.lower(), id).ifPresent(surely::add);
                within(when, start.lower(), end.upper(), id).ifPresent(possibly::add);
            }
        }
        for (Stretch stretch : joined(surely)) {
            if (stretch.lo() == when.lo() && stretch.hi() == when.hi()) {
                return List.of(new Stretch(when.lo(), when.hi(), true, stretch.relations()));
            }
        }
        return joined(possibly);
    }

    private boolean counts(Rule rule, RelationRecorded relation, Set<String> toward) {
        String from = relation.from().text();
        String to = relation.to().text();
        return rule.through().stream()
                .anyMatch(t -> t.toString().equals(relation.relation())
                        && t.countsFor(from, to).equals(subject)
                        && toward.contains(t.toward(from, to)));
    }

    private static Optional<Stretch> within(Acts.When when, LocalDate first, LocalDate last, String relation) {
        long lo = Math.max(when.lo(), Days.of(first));
        long hi = Math.min(when.hi(), Days.of(last));
        return lo <= hi ? Optional.of(new Stretch(lo, hi, false, new TreeSet<>(Set.of(relation)))) : Optional.empty();
    }

    /** What meets, or follows on the next day, is one stretch. */
    private static List<Stretch> joined(List<Stretch> stretches) {
        var joined = new ArrayList<Stretch>();
        for (Stretch next : stretches.stream()
                .sorted(Comparator.comparingLong(Stretch::lo).thenComparingLong(Stretch::hi))
                .toList()) {
            int last = joined.size() - 1;
            if (last >= 0 && next.lo() <= Days.next(joined.get(last).hi())) {
                var relations = new TreeSet<>(joined.get(last).relations());
                relations.addAll(next.relations());
                long hi = Math.max(joined.get(last).hi(), next.hi());
                joined.set(last, new Stretch(joined.get(last).lo(), hi, false, relations));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }
}
