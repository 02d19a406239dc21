package org.geotimeline.projection.fold;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Instrument;
import org.geotimeline.act.Link;
import org.geotimeline.act.Revision;
import org.geotimeline.act.id.ActId;

/**
 * What decides which of two acts of one day comes later: a link by which one of them comes after the other, then the moments
 * at which they were, then the stronger instrument. The order in which they were recorded decides nothing.
 */
public final class Orders {

    /** The links by which an act comes after another; {@code ends} is one more. */
    private static final Set<Link.Relation> AFTER =
            Set.of(Link.Relation.FOLLOWS, Link.Relation.SUPERSEDES, Link.Relation.REVERSES, Link.Relation.IMPLEMENTS);

    private static final List<Set<String>> USUAL = List.of(
            Set.of("court"),
            Set.of("law", "regulation", "executive_order", "decree", "resolution", "treaty"),
            Set.of(
                    "head_of_state",
                    "minister",
                    "ministry",
                    "register",
                    "committee",
                    "council_conclusions",
                    "prosecutor",
                    "agency_head"),
            Set.of("spokesman", "envoy", "bill"));

    private final Acts acts;
    private final ToIntFunction<String> rank;
    private final Map<ActId, Place> places = new HashMap<>();

    /** @param rank how strong an instrument is, the stronger the greater; the empty text where an act names none */
    public Orders(Acts acts, ToIntFunction<String> rank) {
        this.acts = acts;
        this.rank = rank;
    }

    /** The order of those who interpret no rulebook: court, law, minister, spokesman, press. */
    public static Orders usual(Acts acts) {
        return new Orders(acts, Orders::usual);
    }

    private static int usual(String instrument) {
        for (int i = 0; i < USUAL.size(); i++) {
            if (USUAL.get(i).contains(instrument)) {
                return USUAL.size() - i;
            }
        }
        return 0;
    }

    /** The place of an act that stands. */
    public Place of(Revision act) {
        return places.computeIfAbsent(act.id(), id -> place(act));
    }

    private Place place(Revision act) {
        Circumstances about = act.circumstances().orElseThrow();
        Instrument instrument = about.instrument();
        return new Place(
                act.id(),
                after(act, about),
                about.change().moment().orElse(null),
                rank.applyAsInt(instrument == null ? "" : instrument.toString()));
    }

    /** The acts after which the act comes by its links, or by theirs; those of other days order nothing and are left out. */
    private Set<ActId> after(Revision act, Circumstances about) {
        if (about.ends() == null && about.links().isEmpty()) {
            return Set.of();
        }
        Acts.When when = acts.when(act, about);
        var after = new HashSet<ActId>();
        var open = new ArrayDeque<>(List.of(act));
        while (!open.isEmpty()) {
            for (Revision before : named(open.pop())) {
                Acts.When its = acts.when(before, before.circumstances().orElseThrow());
                if (its.lo() <= when.hi() && when.lo() <= its.hi() && after.add(before.id())) {
                    open.add(before);
                }
            }
        }
        return Set.copyOf(after);
    }

    private List<Revision> named(Revision act) {
        Circumstances about = act.circumstances().orElseThrow();
        var named = new HashSet<ActId>();
        ActId ends = about.ends();
        if (ends != null) {
            named.add(ends);
        }
        about.links().stream().filter(link -> AFTER.contains(link.relation())).forEach(link -> named.add(link.act()));
        return named.stream().flatMap(id -> acts.standing(id).stream()).toList();
    }
}
