package org.geotimeline.projection.fold;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Instrument;
import org.geotimeline.act.Revision;
import org.geotimeline.act.id.ActId;

/**
 * Which of two acts of one day comes later: that of the stronger instrument, then that of the later position; but what ends
 * another act comes after that one, whatever the two were done by.
 */
public final class Orders {

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
    private final Map<ActId, Order> orders = new HashMap<>();

    /** Where an act stands among those of its day, before its position. */
    public record Order(int rank, int turn) {}

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

    public Order of(Revision act) {
        return of(act, new HashSet<>());
    }

    private Order of(Revision act, Set<ActId> open) {
        Order known = orders.get(act.id());
        if (known != null) {
            return known;
        }
        Circumstances about = act.circumstances().orElseThrow();
        Instrument instrument = about.instrument();
        var order = new Order(rank.applyAsInt(instrument == null ? "" : instrument.toString()), 0);
        Revision ended = acts.ended(about)
                .filter(e -> e.circumstances().isPresent() && open.add(act.id()))
                .orElse(null);
        if (ended != null && !open.contains(ended.id())) {
            Order before = of(ended, open);
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
}
