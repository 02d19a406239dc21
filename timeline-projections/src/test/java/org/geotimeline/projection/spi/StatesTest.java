package org.geotimeline.projection.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.acts.ActsProjection;
import org.geotimeline.projection.fold.ActHistories;
import org.geotimeline.projection.runtime.MemoryLedger;
import org.geotimeline.projection.runtime.apply.CachedDossier;
import org.junit.jupiter.api.Test;

/** The states of an act that are taken over, saying by saying, are those of its whole dossier. */
class StatesTest {

    private static final ActHistories.Cast CAST = new ActHistories.Cast(
            List.of("KAZ", "IRN"),
            List.of("TAL"),
            List.of("Recognised", "DenialMade"),
            (act, type, actor, subject, random) -> {});

    @Test
    void what_is_taken_over_from_before_is_what_the_whole_dossier_says() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("StatesTest seed " + seed);
        var random = new Random(seed);
        int more = 0;
        replaced = 0;
        for (int h = 0; h < 300; h++) {
            var ledger = new MemoryLedger();
            ActHistories.random(new Random(random.nextLong()), 3 + random.nextInt(20), CAST)
                    .forEach(ledger::append);
            for (Recorded act : ledger.events()) {
                more += grown(ledger, act.id(), "seed %d, history %d, %s".formatted(seed, h, act.id()));
            }
        }
        assertThat(more).as("acts of which something was said").isGreaterThan(500);
        assertThat(replaced).as("acts of which something was learned late").isGreaterThan(50);
    }

    private int replaced;

    private int grown(MemoryLedger ledger, ActId act, String where) {
        var projection = new ActsProjection();
        var entries = new ArrayList<Recorded>();
        var papers = new CachedDossier(new Dossier(act, entries), projection);
        var ever = new HashSet<Revision>();
        for (Recorded entry : ledger.tagged(act, ledger.head())) {
            entries.add(entry);
            var next = new CachedDossier(new Dossier(act, entries), projection).after(papers, List.of(entry));
            assertThat(next.states().all()).as(where).isEqualTo(whole(next.dossier()));
            ever.addAll(whole(next.dossier()));
            assertThat(Set.copyOf(next.states().ever())).as(where).isEqualTo(ever);
            assertThat(Set.copyOf(States.of(next.dossier()).ever())).as(where).isEqualTo(ever);
            papers = next;
        }
        replaced += ever.size() > new HashSet<>(papers.states().all()).size() ? 1 : 0;
        return entries.size() > 1 ? 1 : 0;
    }

    private static List<Revision> whole(Dossier dossier) {
        var states = new ArrayList<Revision>();
        dossier.knownTimes().stream()
                .flatMap(known -> dossier.at(known, Long.MAX_VALUE).stream())
                .map(Revision::withoutSayings)
                .filter(state -> states.isEmpty() || !state.equals(states.getLast()))
                .forEach(states::add);
        return states;
    }
}
