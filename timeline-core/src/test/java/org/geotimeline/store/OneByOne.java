package org.geotimeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.geotimeline.store.PlainLedger.Answer;
import org.geotimeline.store.PlainLedger.Asked;

/**
 * Operations one after the other, each on one of two nodes: the plain ledger says beforehand how each must be answered. Connections
 * break at the statement that appends, and a node that cannot reach the database answers so and is asked again.
 */
final class OneByOne {

    private static final int REMEMBERED = 200;

    private final LedgerTrial trial;
    private final PlainLedger plain;
    private final RandomDraw drawn;
    private final Counts counts;
    private final List<Asked> before = new ArrayList<>();

    OneByOne(LedgerTrial trial, RandomDraw drawn, Counts counts) {
        this.trial = trial;
        this.plain = trial.plain();
        this.drawn = drawn;
        this.counts = counts;
    }

    void next() {
        int node = drawn.below(2);
        int what = drawn.below(1_000);
        if (what < 200) {
            look(node);
        } else if (what < 210) {
            breakOnce(node, BreakingConnections.When.BEFORE);
        } else if (what < 220) {
            breakOnce(node, BreakingConnections.When.AFTER);
        } else if (what < 230) {
            nobodyThere(node);
        } else if (what < 235) {
            trial.nextReader(drawn);
            counts.add("readers");
        } else if (what < 236) {
            trial.nodes().node(node).restart();
            counts.add("RESTARTED_NODE");
        } else {
            append(node, asked());
        }
    }

    private void look(int node) {
        LedgerTrial.Look look = trial.look(node, drawn, plain.head());
        counts.add("sourced");
        assertThat(look.marker())
                .as("%s, operation %d", trial.name(), counts.all())
                .isEqualTo(plain.head());
        trial.isRight(look);
    }

    private void breakOnce(int node, BreakingConnections.When when) {
        trial.nodes().node(node).breaking().breakOnce(when);
        counts.add("BROKEN_" + when);
    }

    /** An append that cannot reach the database, and the same again when it is there. */
    private void nobodyThere(int node) {
        Asked asked = drawn.append(plain.head());
        BreakingConnections breaking = trial.nodes().node(node).breaking();
        breaking.unreachable(true);
        is(trial.ask(node, asked), Answer.of(Answer.Kind.NOTHING_RECORDED), asked);
        breaking.unreachable(false);
        append(node, asked);
    }

    private void append(int node, Asked asked) {
        Answer expected = plain.append(asked);
        Answer answer = trial.ask(node, asked);
        // Two reasons to refuse it: the store that meets a dead connection on its way to the first finds the second.
        boolean other =
                expected.is(Answer.Kind.CONFLICT) && answer.is(Answer.Kind.OTHER_CONTENT) && plain.knowsAnIdOf(asked);
        is(answer, other ? answer : expected, asked);
    }

    private void is(Answer answer, Answer expected, Asked asked) {
        counts.add(answer.kind().name());
        assertThat(answer)
                .as("%s, operation %d: %s", trial.name(), counts.all(), asked)
                .isEqualTo(expected);
    }

    /** Mostly a new one; else the same as before, or what must be refused. */
    private Asked asked() {
        int what = drawn.below(100);
        if (what < 8 && !before.isEmpty()) {
            return drawn.oneOf(before);
        } else if (what < 13 && !before.isEmpty()) {
            return drawn.other(drawn.oneOf(before), plain.head());
        } else if (what < 14) {
            return drawn.twice(plain.head());
        }
        Asked asked = drawn.append(plain.head());
        if (before.size() < REMEMBERED) {
            before.add(asked);
        } else {
            before.set(drawn.below(REMEMBERED), asked);
        }
        return asked;
    }
}
