package org.geotimeline.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.geotimeline.bench.GeneratedActs.Said;
import org.geotimeline.bench.peer.Turn;

/**
 * One event a commit, with three tags, on the condition that the act is not on file. Each writer waits for its commit.
 */
record AppendOneByOne(int writers, Beside beside, double atLeast) implements Contest {

    @Override
    public String name() {
        return "append, %d at once / %s".formatted(writers, beside.words());
    }

    @Override
    public String unit() {
        return "events/s";
    }

    @Override
    public Target target() {
        return new Target.AtLeast(atLeast);
    }

    @Override
    public String note() {
        return beside.note();
    }

    /** Runs both sides until the JVM has compiled their code, so that the first row is measured like the others. */
    static void warmUp(Server server, Duration time) throws Exception {
        try (Sides both = new AppendOneByOne(1, Beside.PLAIN_JDBC, 0).open(server, time)) {
            both.reference();
            both.candidate();
        }
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        return open(server, size.turn());
    }

    private Sides open(Server server, Duration turn) throws Exception {
        Ledger ledger = server.ledger();
        Writers others = beside.open(server, ledger, writers);
        var appending = new ArrayList<Appending>();
        for (int i = 0; i < writers; i++) {
            appending.add(new Appending(ledger));
        }
        return new Both(ledger, others, appending, turn);
    }

    private record Both(Ledger ledger, Writers others, List<Appending> appending, Duration turn) implements Sides {

        @Override
        public double reference() throws Exception {
            return others.rate(turn);
        }

        @Override
        public double candidate() throws Exception {
            return Turn.rate(turn, appending);
        }

        @Override
        public void close() throws SQLException {
            others.close();
            ledger.close();
        }
    }

    /** A writer that knows the ledger up to its own last append, as after the sourcing of a decision. */
    private static final class Appending implements Turn.Work {

        private final Ledger ledger;
        private long read;

        Appending(Ledger ledger) {
            this.ledger = ledger;
            this.read = ledger.store().log().head();
        }

        @Override
        public void once() {
            Said said = GeneratedActs.next();
            AppendCondition notOnFile = AppendCondition.withCriteria(EventCriteria.havingTags(Tag.of("act", said.id())))
                    .withMarker(new GlobalIndexConsistencyMarker(read));
            read = ledger.append(notOnFile, List.of(said.message()));
        }
    }
}
