package org.geotimeline.projection.stance;

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
import org.geotimeline.act.ActId;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Instrument;
import org.geotimeline.act.Party;
import org.geotimeline.act.Revision;
import org.geotimeline.act.registry.RegistryAct.RelationRecorded;
import org.geotimeline.rulebook.Dimension;
import org.geotimeline.rulebook.Rule;
import org.geotimeline.rulebook.Rule.Doing;
import org.geotimeline.rulebook.Rulebook;
import org.geotimeline.time.Window;
import tools.jackson.databind.node.ObjectNode;

/** What the visible acts do to the dimensions of one dyad, by the rules. */
final class Effects {

    private final Rulebook rulebook;
    private final String actor;
    private final String subject;
    private final Acts acts;
    private final Map<ActId, Order> orders = new HashMap<>();
    private final Map<String, List<Rule>> rulesByAct = new HashMap<>();

    Effects(Rulebook rulebook, String actor, String subject, List<Revision> visible) {
        this.rulebook = rulebook;
        this.actor = actor;
        this.subject = subject;
        this.acts = new Acts(visible);
        for (Rule rule : rulebook.rules()) {
            if (Cells.folded(rulebook.dimension(rule.dimension()))) {
                rule.acts()
                        .forEach(act -> rulesByAct
                                .computeIfAbsent(act, a -> new ArrayList<>())
                                .add(rule));
            }
        }
    }

    Acts acts() {
        return acts;
    }

    /** The rules that name acts of that type, of dimensions that are folded, in the order of the document. */
    List<Rule> rulesFor(Revision act) {
        return rulesByAct.getOrDefault(act.type().name(), List.of());
    }

    /** The moves of each dimension, by position. */
    Map<String, List<Move>> byDimension() {
        var moves = new LinkedHashMap<String, List<Move>>();
        for (Revision act : acts.standing()) {
            // Of several rules that move one dimension the last in the document does.
            var last = new LinkedHashMap<String, List<Move>>();
            for (Rule rule : rulesFor(act)) {
                List<Move> found = moves(act, rule);
                if (!found.isEmpty()) {
                    last.put(rule.dimension(), found);
                }
            }
            last.forEach((dimension, found) ->
                    moves.computeIfAbsent(dimension, d -> new ArrayList<>()).addAll(found));
        }
        return moves;
    }

    /** What one act that stands does by one rule: nothing, one move, or one for each stretch on which it may count. */
    List<Move> moves(Revision act, Rule rule) {
        ObjectNode body = act.body();
        Circumstances about = act.circumstances().orElseThrow();
        Dimension dimension = rulebook.dimension(rule.dimension());
        String value = rule.effect().value(body).orElse("");
        if (!rule.phases().contains(about.phase())
                || !rule.meets(body)
                || dimension.level(value) < 0
                || rule.actor().named(body).noneMatch(actor::equals)
                || actor.equals(subject)) {
            return List.of();
        }
        Acts.When when = acts.when(act, about);
        boolean denied = denied(act, rule);
        Order order = order(act, new HashSet<>());
        Doing doing = rule.effect().doing();
        int height = dimension.level(value);
        int level = lowers(dimension.name()) ? -height : height;
        var moves = new ArrayList<Move>();
        for (Stretch stretch : stretches(body, rule, when)) {
            var cause = new Move.Cause(
                    act.id(), value, about.change(), when.lo(), when.hi(), rule.id(), stretch.relations());
            moves.add(new Move(
                    stretch.lo(),
                    stretch.hi(),
                    order.rank(),
                    order.turn(),
                    act.position(),
                    denied || !stretch.sure(),
                    doing != Doing.SET,
                    level,
                    cause));
        }
        return moves;
    }

    /** Where an act stands among those of its day, before its position. */
    private record Order(int rank, int turn) {}

    /** As its instrument ranks; but what ends another act comes after that one, whatever the two were done by. */
    private Order order(Revision act, Set<ActId> open) {
        Order known = orders.get(act.id());
        if (known != null) {
            return known;
        }
        Circumstances about = act.circumstances().orElseThrow();
        Instrument instrument = about.instrument();
        var order = new Order(rulebook.precedence().rank(instrument == null ? "" : instrument.toString()), 0);
        Revision ended = acts.ended(about)
                .filter(e -> e.circumstances().isPresent() && open.add(act.id()))
                .orElse(null);
        if (ended != null && !open.contains(ended.id())) {
            Order before = order(ended, open);
            if (before.rank() >= order.rank()) {
                order = new Order(before.rank(), before.turn() + 1);
            }
        }
        open.remove(act.id());
        if (open.isEmpty()) {
            orders.put(act.id(), order);
        }
        return order;
    }

    /** Whether rules of the dimension lower its value; the order is then turned round. */
    boolean lowers(String dimension) {
        return rulebook.rules().stream()
                .anyMatch(r -> r.dimension().equals(dimension) && r.effect().doing() == Doing.AT_MOST);
    }

    /** Whether who would have to know says that it was not so; for ever, whatever was said later. */
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

    private List<Stretch> stretches(ObjectNode body, Rule rule, Acts.When when) {
        Set<String> toward = rule.subject().named(body).collect(Collectors.toSet());
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
