package org.geotimeline.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.geotimeline.act.TestActs.imposed;
import static org.geotimeline.act.TestActs.recorded;
import static org.geotimeline.act.TestActs.said;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.dossier.Dossier;
import org.junit.jupiter.api.Test;

/** What was read, filed, against dossiers that are each handed all of it. */
class DossierIndexTest {

    private static final int ACTS = 4;

    @Test
    void a_dossier_says_what_it_would_say_if_it_were_handed_all_that_was_read() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int history = 0; history < 300; history++) {
            List<Recorded> read = history(random);
            for (Dossier filed : DossierIndex.dossiers(read)) {
                assertThat(filed.latest())
                        .as("seed %d, history %d, %s", seed, history, filed.id())
                        .isEqualTo(new Dossier(filed.id(), read).latest());
            }
        }
    }

    private static List<Recorded> history(Random random) {
        var acts = new ArrayList<Act>();
        for (int i = 0; i < ACTS; i++) {
            acts.add(imposed("act-" + i));
        }
        for (int i = 0; i < 10; i++) {
            String of = acts.get(random.nextInt(acts.size())).id().text();
            acts.add(saying(random, "said-" + i, of));
        }
        return recorded(acts.toArray(Act[]::new));
    }

    private static Act saying(Random random, String id, String of) {
        return switch (random.nextInt(4)) {
            case 0 -> said("ActRetracted", id, of, "");
            case 1 -> said("ActDisputed", id, of, "");
            case 2 -> said("ActsMerged", id, of, ", 'merged': 'act-" + merged(random, of) + "'");
            default -> said("ActCorrected", id, of, ", 'changes': {'title': {'en': '" + id + "'}}");
        };
    }

    private static int merged(Random random, String into) {
        int act = random.nextInt(ACTS);
        return into.equals("act-" + act) ? (act + 1) % ACTS : act;
    }

    @Test
    void each_act_found_or_spoken_of_has_its_dossier_and_only_what_is_said_about_it() {
        List<Recorded> read = recorded(
                imposed("a"),
                imposed("b"),
                said("ActDisputed", "d", "a", ""),
                said("ActRetracted", "r", "d", ""),
                said("ActDisputed", "e", "unread", ""));
        assertThat(DossierIndex.dossiers(read))
                .extracting(
                        dossier -> dossier.id().text(),
                        dossier -> dossier.entries().stream()
                                .map(entry -> entry.id().text())
                                .toList())
                .containsExactly(
                        tuple("a", List.of("a", "d", "r")),
                        tuple("b", List.of("b")),
                        tuple("d", List.of("d", "r")),
                        tuple("r", List.of("r")),
                        tuple("e", List.of("e")),
                        tuple("unread", List.of("e")));
    }
}
