package org.geotimeline.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geotimeline.act.TestActs.act;
import static org.geotimeline.act.TestActs.imposed;
import static org.geotimeline.act.TestActs.lifted;
import static org.geotimeline.act.TestActs.recorded;
import static org.geotimeline.act.TestActs.said;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.geotimeline.act.Act;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.ActSummary;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.junit.jupiter.api.Test;

/** What is kept and goes on, against dossiers of the whole history. */
class DecisionSnapshotTest {

    /** Whatever is asked, one saying among it is asked for by its id. */
    private static final Set<EventQuery> ASKED =
            Set.of(new EventQuery("listing:l", Set.of()), new EventQuery("act:s5", Set.of()));

    private static final DecisionSnapshot NOTHING = new DecisionSnapshot(0, "", 0, 0, Map.of());

    private static Recorded first(List<Recorded> history, ActId id) {
        return history.stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow();
    }

    private static DecisionSnapshot.Read read(List<Recorded> acts) {
        long position = acts.isEmpty() ? 0 : acts.getLast().position();
        return new DecisionSnapshot.Read(acts, position, "leaf " + position, acts.size());
    }

    private static Optional<DecisionSnapshot> goOn(DecisionSnapshot kept, List<Recorded> history) {
        List<Recorded> since =
                history.stream().filter(r -> r.position() > kept.position()).toList();
        Predicate<ActId> mayMatter = id -> history.stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .map(r -> r.act() instanceof KnowledgeAct && !(r.act() instanceof KnowledgeAct.ActReported))
                .orElse(true);
        return kept.with(ASKED, read(since), docket -> first(history, docket.id()), mayMatter);
    }

    private static Optional<Revision> withoutSayings(Optional<Revision> revision) {
        return revision.map(r -> new Revision(
                r.act(), r.body(), r.recorded(), r.known(), r.standing(), r.mergedInto(), r.marks(), List.of()));
    }

    private static void assertTells(DecisionSnapshot kept, List<Recorded> history, String as) {
        var expected = history.stream()
                .filter(r -> !(r.act() instanceof KnowledgeAct)
                        || r.act() instanceof KnowledgeAct.PayloadErased
                        || r.id().text().equals("s5"))
                .map(Recorded::id)
                .distinct()
                .toList();
        assertThat(kept.acts().keySet()).as(as).containsExactlyElementsOf(expected);
        for (ActSummary docket : kept.acts().values()) {
            assertThat(Optional.of(docket.revision(first(history, docket.id()))))
                    .as("%s, %s", as, docket)
                    .isEqualTo(withoutSayings(new Dossier(docket.id(), history).latest()));
        }
        assertThat(DecisionSnapshot.acts(kept.state())).as(as).isEqualTo(kept.acts());
    }

    @Test
    void what_goes_on_tells_what_the_whole_history_tells() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("KeptTest: -Dseed=" + seed);
        var random = new Random(seed);
        int wentOn = 0;
        int whole = 0;
        for (int h = 0; h < 150; h++) {
            var acts = new ArrayList<Act>();
            List<Recorded> history = List.of();
            DecisionSnapshot kept = NOTHING;
            while (acts.size() < 30) {
                boolean erased = random.nextInt(25) == 0 && erase(random, acts);
                if (!erased) {
                    for (int more = random.nextInt(3); more >= 0; more--) {
                        acts.add(random(random, acts));
                    }
                }
                history = onFile(acts);
                String as = "seed %d, history %d, at %d".formatted(seed, h, acts.size());
                Optional<DecisionSnapshot> next = erased ? Optional.empty() : goOn(kept, history);
                if (next.isPresent()) {
                    wentOn++;
                    assertTells(next.get(), history, as);
                    assertThat(next.get().agrees(DecisionSnapshot.of(ASKED, read(history), 0)))
                            .as("%s: %s against %s", as, next.get(), DecisionSnapshot.of(ASKED, read(history), 0))
                            .isTrue();
                    kept = next.get();
                } else {
                    whole++;
                    kept = DecisionSnapshot.of(ASKED, read(history), 0);
                    assertTells(kept, history, as);
                }
            }
        }
        assertThat(wentOn).as("seed %d", seed).isGreaterThan(whole).isGreaterThan(500);
        assertThat(whole).as("seed %d", seed).isGreaterThan(20);
    }

    /** An erased act is on file no more; an erasure says so. */
    private static boolean erase(Random random, List<Act> acts) {
        if (acts.isEmpty()) {
            return false;
        }
        int at = random.nextInt(acts.size());
        Act gone = acts.get(at);
        if (gone instanceof KnowledgeAct.PayloadErased) {
            return false;
        }
        UUID event = new UUID(0, acts.size());
        acts.set(at, said("PayloadErased", "told-" + acts.size(), "nothing", ", 'event': '" + event + "'"));
        acts.add(said("PayloadErased", "erasure-" + acts.size(), gone.id().text(), ", 'event': '" + event + "'"));
        return true;
    }

    private static List<Recorded> onFile(List<Act> acts) {
        return recorded(acts.toArray(Act[]::new)).stream()
                .filter(r -> !r.id().text().startsWith("told-"))
                .toList();
    }

    private static Act random(Random random, List<Act> acts) {
        String id = "s" + acts.size();
        if (acts.size() < 2 || random.nextInt(12) == 0) {
            return random.nextBoolean() ? imposed(id) : lifted(id, known(random));
        }
        String of = acts.get(random.nextInt(3) == 0 ? random.nextInt(acts.size()) : random.nextInt(2))
                .id()
                .text();
        return switch (random.nextInt(14)) {
            case 0 -> said("ActRetracted", id, of, known(random));
            case 1, 2 -> said("ActDisputed", id, of, known(random));
            case 3, 4 -> said("ActConfirmed", id, of, known(random));
            case 5, 6, 7 -> said("ActReported", id, of, known(random));
            case 8 -> merged(id, of, acts.get(random.nextInt(acts.size())).id().text());
            case 9 -> split(id, of);
            case 10 -> said("ActCorrected", id, of, known(random) + ", 'changes': {'valid': 'no day'}");
            default -> said("ActCorrected", id, of, known(random) + ", 'changes': " + change(random));
        };
    }

    private static Act merged(String id, String of, String merged) {
        return of.equals(merged)
                ? said("ActReported", id, of, "")
                : said("ActsMerged", id, of, ", 'merged': '" + merged + "'");
    }

    private static Act split(String id, String of) {
        return act(
                "{'type': 'ActSplit', 'id': '%s', 'act': '%s', 'into': [%s, %s]}",
                id, of, part(id + "a"), part(id + "b"));
    }

    private static String part(String id) {
        return "{'type': 'ListingImposed', 'id': '%s', 'phase': 'effective', 'valid': '2023', 'actors': [{'id': 'KAZ'}],"
                        .formatted(id)
                + " 'subjects': [{'id': 'TAL'}], 'list': 'kaz-national', 'status': 'BANNED'}";
    }

    private static String change(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "{'valid': '2023-12-%02d~'}".formatted(1 + random.nextInt(28));
            case 1 -> "{'phase': 'claimed'}";
            case 2 -> "{'note': {'en': 'note %d'}}".formatted(random.nextInt(100));
            default -> "{'note': null, 'title': {'en': 'title %d'}}".formatted(random.nextInt(100));
        };
    }

    /** Mostly as recorded, and so in order; else on one of a few days before. */
    private static String known(Random random) {
        return random.nextInt(6) > 0 ? "" : ", 'known': '2025-01-0%d'".formatted(1 + random.nextInt(9));
    }

    @Test
    void a_report_of_anything_and_a_saying_of_an_act_that_no_rule_looks_at_change_nothing() {
        List<Recorded> history = recorded(
                imposed("a"),
                said("ActReported", "r", "a", ""),
                said("ActReported", "q", "r", ""),
                said("ActRetracted", "x", "r", ""));
        DecisionSnapshot kept = DecisionSnapshot.of(ASKED, read(history.subList(0, 1)), 0);
        assertThat(goOn(kept, history).orElseThrow().acts()).isEqualTo(kept.acts());
    }

    @Test
    void what_speaks_of_a_saying_that_matters_and_what_was_known_before_is_read_again() {
        List<Recorded> history = recorded(
                imposed("a"),
                said("ActCorrected", "c", "a", ", 'changes': {'valid': '2006'}"),
                said("ActRetracted", "x", "c", ""));
        assertThat(goOn(DecisionSnapshot.of(ASKED, read(history.subList(0, 2)), 0), history))
                .isEmpty();
        List<Recorded> early = recorded(
                imposed("a"),
                said("ActCorrected", "c", "a", ", 'changes': {'valid': '2006'}"),
                said("ActCorrected", "d", "a", ", 'known': '2020', 'changes': {'valid': '2007'}"));
        assertThat(goOn(DecisionSnapshot.of(ASKED, read(early.subList(0, 2)), 0), early))
                .isEmpty();
    }

    @Test
    void it_is_as_long_however_much_is_said() {
        List<Act> acts = new ArrayList<>(List.of(imposed("a")));
        for (int i = 0; i < 200; i++) {
            acts.add(said("ActReported", "r" + i, "a", ""));
            acts.add(said("ActCorrected", "c" + i, "a", ", 'changes': {'valid': '2006'}"));
        }
        assertThat(DecisionSnapshot.of(ASKED, read(recorded(acts.toArray(Act[]::new))), 0)
                        .state())
                .hasSizeLessThan(1_000);
    }

    @Test
    void questions_as_text_are_the_same_in_any_order_and_are_read_back() {
        Set<EventQuery> asked =
                Set.of(new EventQuery("listing:a\"/b", Set.of("t", "s")), new EventQuery("act:x", Set.of()));
        assertThat(SnapshotCache.text(asked)).isEqualTo("[[\"act:x\"],[\"listing:a\\\"/b\",\"s\",\"t\"]]");
        assertThat(SnapshotCache.queries(SnapshotCache.text(asked))).isEqualTo(asked);
    }
}
