package org.geotimeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.geotimeline.store.PlainLedger.Answer;
import org.geotimeline.store.PlainLedger.Asked;
import org.jspecify.annotations.Nullable;

/**
 * A burst: several writers append and read at once, on both nodes, many appends of each under way together; and things break.
 * When all are answered, the ledger is read on, and each answer must be explained by what stands there.
 */
final class ConcurrentWriters {

    private static final int STEPS = 12;
    private static final int HANDFUL = 96;
    private static final int TRIES = 4;

    private enum Strike {
        KILLED_CONNECTIONS,
        CUT_CONNECTION,
        BROKEN_BEFORE,
        BROKEN_AFTER,
        RESTARTED_NODE,
        CRASHED_NODE
    }

    private final LedgerTrial trial;
    private final PlainLedger plain;
    private final Counts counts;

    /** Nothing breaks in it, and so nothing may fail. */
    private final boolean calm;

    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final Queue<LedgerTrial.Look> looks = new ConcurrentLinkedQueue<>();

    /** What has come on file in it. */
    private final Set<Asked> taken = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param known a position that the writer had been answered before it asked */
    private record Attempt(Asked asked, long known, Answer answer) {}

    private record Pending(Asked asked, CompletableFuture<Long> append) {}

    private ConcurrentWriters(LedgerTrial trial, boolean calm, Counts counts) {
        this.trial = trial;
        this.plain = trial.plain();
        this.calm = calm;
        this.counts = counts;
    }

    /** @return all that was asked for */
    static List<Asked> burst(
            LedgerTrial trial, Random random, List<Asked> before, ExecutorService writers, int many, Counts counts)
            throws InterruptedException, SQLException {
        var burst = new ConcurrentWriters(trial, random.nextBoolean(), counts);
        var tasks = new ArrayList<Callable<Void>>();
        for (int w = 0; w < many; w++) {
            var drawn = new RandomDraw(new Random(random.nextLong()));
            int strikeAt = burst.calm || (w > 0 && random.nextInt(3) > 0) ? STEPS : random.nextInt(STEPS);
            tasks.add(() -> burst.write(drawn, strikeAt, before));
        }
        for (Future<Void> writer : writers.invokeAll(tasks)) {
            try {
                writer.get();
            } catch (ExecutionException e) {
                throw new AssertionError(trial.name(), e.getCause());
            }
        }
        burst.explain();
        Set<Asked> asked = Collections.newSetFromMap(new IdentityHashMap<>());
        burst.attempts.forEach(attempt -> asked.add(attempt.asked()));
        return List.copyOf(asked);
    }

    // -------------------------------------------------------------------------------------------------------- writers

    private @Nullable Void write(RandomDraw drawn, int strikeAt, List<Asked> before) throws SQLException {
        var mine = new ArrayList<>(before);
        long known = plain.head();
        for (int step = 0; step < STEPS; step++) {
            if (step == strikeAt) {
                strike(drawn);
            }
            if (drawn.oneIn(4)) {
                look(drawn, known);
            } else {
                known = handful(drawn, known, mine);
            }
        }
        return null;
    }

    private void look(RandomDraw drawn, long known) {
        try {
            LedgerTrial.Look look = trial.look(drawn.below(2), drawn, known);
            assertThat(look.marker())
                    .as("%s: what was answered is seen by later reads", trial.name())
                    .isGreaterThanOrEqualTo(known);
            looks.add(look);
            counts.add("sourced");
        } catch (UnreadableLedger e) {
            if (calm) {
                throw e;
            }
            counts.add("not sourced");
        }
    }

    private long handful(RandomDraw drawn, long known, List<Asked> mine) {
        var pending = new ArrayList<Pending>();
        for (int i = drawn.below(HANDFUL); i >= 0; i--) {
            Asked asked = next(drawn, known, mine);
            int node = drawn.below(2);
            pending.add(new Pending(asked, trial.submit(node, asked)));
            if (drawn.oneIn(16) && isCheap(asked, drawn)) {
                pending.add(new Pending(asked, trial.submit(1 - node, asked)));
            }
        }
        long latest = known;
        for (Pending p : pending) {
            Answer answer = answered(p.asked(), known, LedgerTrial.answer(p.append()));
            for (int again = 1; again < TRIES && failed(p.asked(), answer); again++) {
                answer = answered(p.asked(), known, trial.ask(drawn.below(2), p.asked()));
                counts.add("tried again");
            }
            latest = Math.max(latest, answer.position());
        }
        return latest;
    }

    private Asked next(RandomDraw drawn, long known, List<Asked> mine) {
        int what = drawn.below(1_000);
        if (what < 60 && !mine.isEmpty()) {
            Asked again = drawn.oneOf(mine);
            if (isCheap(again, drawn)) {
                return again;
            }
        } else if (what < 66 && !mine.isEmpty()) {
            return drawn.other(drawn.oneOf(mine), known);
        } else if (what < 68) {
            return drawn.twice(known);
        }
        Asked asked = drawn.append(known);
        mine.add(asked);
        return asked;
    }

    /**
     * What is asked a second time and runs into its own events is answered by a look; what does not fails the whole group in which
     * it comes, which is then written in halves: that is tried, too, and not with every group.
     */
    private static boolean isCheap(Asked asked, RandomDraw drawn) {
        return asked.runsIntoItself() || drawn.oneIn(40);
    }

    private Answer answered(Asked asked, long known, Answer answer) {
        attempts.add(new Attempt(asked, known, answer));
        counts.add(answer.kind().name());
        return answer;
    }

    private static boolean failed(Asked asked, Answer answer) {
        return answer.is(Answer.Kind.UNKNOWN) || (answer.is(Answer.Kind.NOTHING_RECORDED) && !asked.namesAnIdTwice());
    }

    private void strike(RandomDraw drawn) throws SQLException {
        TwoNodes.Node node = trial.nodes().node(drawn.below(2));
        Strike strike = drawn.oneOf(List.of(Strike.values()));
        counts.add(strike.name());
        switch (strike) {
            case KILLED_CONNECTIONS -> trial.nodes().kill();
            case CUT_CONNECTION -> node.breaking().cutIfAny();
            case BROKEN_BEFORE -> node.breaking().breakOnce(BreakingConnections.When.BEFORE);
            case BROKEN_AFTER -> node.breaking().breakOnce(BreakingConnections.When.AFTER);
            case RESTARTED_NODE -> node.restart();
            case CRASHED_NODE -> {
                trial.nodes().kill();
                node.restart();
            }
        }
    }

    // --------------------------------------------------------------------------------------------------- explanations

    private void explain() throws SQLException {
        if (!calm) {
            trial.nodes().settle();
        }
        for (Attempt attempt : attempts) {
            boolean refused = attempt.answer().is(Answer.Kind.CONFLICT)
                    || attempt.answer().is(Answer.Kind.OTHER_CONTENT);
            assertThat(refused && plain.isOnFile(attempt.asked()))
                    .as("%s: refused though it was on file: %s", trial.name(), attempt)
                    .isFalse();
        }
        readOn();
        attempts.forEach(this::isExplained);
        looks.forEach(trial::isRight);
    }

    /**
     * What is new on file is one whole append after the other. The writer of each got its position, or the answer that the fate is not known; its
     * condition held where it stands, and it stands after all that its writer had been answered before. Where an append was asked
     * for with a further event, too, the longer one is what stands there: the shorter is answered as known.
     */
    private void readOn() throws SQLException {
        Map<UUID, List<Asked>> candidates = new HashMap<>();
        var known = new IdentityHashMap<Asked, Long>();
        for (Attempt attempt : attempts) {
            known.merge(attempt.asked(), attempt.known(), Math::min);
            if (attempt.answer().is(Answer.Kind.RECORDED) || attempt.answer().is(Answer.Kind.UNKNOWN)) {
                candidates
                        .computeIfAbsent(attempt.asked().events().getFirst().id(), id -> new ArrayList<>())
                        .add(attempt.asked());
            }
        }
        List<StoredEvent> events = trial.nodes().after(plain.head());
        int read = 0;
        while (read < events.size()) {
            StoredEvent first = events.get(read);
            assertThat(first.position()).as("%s: no gap", trial.name()).isEqualTo(plain.head() + 1);
            List<StoredEvent> rest = events.subList(read, events.size());
            Asked asked = candidates.getOrDefault(first.id(), List.of()).stream()
                    .filter(one -> begins(rest, one)
                            && !plain.isLost(one, plain.head())
                            && known.getOrDefault(one, 0L) <= plain.head())
                    .max(Comparator.comparingInt(one -> one.events().size()))
                    .orElseThrow(() ->
                            new AssertionError("%s: on file, and of all that was asked nothing explains it: %s; %s"
                                    .formatted(trial.name(), first, askedOf(first.id()))));
            asked.events().forEach(plain::add);
            taken.add(asked);
            read += asked.events().size();
        }
    }

    private static boolean begins(List<StoredEvent> events, Asked asked) {
        int many = asked.events().size();
        if (events.size() < many) {
            return false;
        }
        for (int i = 0; i < many; i++) {
            StoredEvent stored = events.get(i);
            if (stored.position() != events.getFirst().position() + i
                    || !asked.events().get(i).isOnFileAs(stored)) {
                return false;
            }
        }
        return true;
    }

    private void isExplained(Attempt attempt) {
        Asked asked = attempt.asked();
        boolean right = switch (attempt.answer().kind()) {
            case RECORDED ->
                plain.isOnFile(asked)
                        && plain.lastPosition(asked) == attempt.answer().position();
            case CONFLICT -> !taken.contains(asked) && plain.isLost(asked, plain.head());
            case OTHER_CONTENT -> !taken.contains(asked) && plain.knowsAnIdOf(asked);
            case NOTHING_RECORDED -> !calm || asked.namesAnIdTwice();
            case UNKNOWN -> !calm;
        };
        if (!right) {
            throw new AssertionError(
                    "%s, %s, the ledger ends at %d, on file: %s, condition lost: %s: %s; all that was asked of this event: %s"
                            .formatted(
                                    trial.name(),
                                    calm ? "nothing broke" : "something broke",
                                    plain.head(),
                                    plain.isOnFile(asked),
                                    plain.isLost(asked, plain.head()),
                                    attempt,
                                    askedOf(asked.events().getFirst().id())));
        }
    }

    private List<Attempt> askedOf(UUID event) {
        return attempts.stream()
                .filter(attempt -> attempt.asked().events().stream()
                        .anyMatch(one -> one.id().equals(event)))
                .toList();
    }
}
