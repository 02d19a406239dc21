package org.geotimeline.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import org.geotimeline.bench.GeneratedActs.Said;

/** An act reported, read as JSON, sourced, decided, appended and answered, by eight reporters at once. */
record CommandPath(boolean duplicates, Target target) implements Contest {

    private static final int REPORTERS = 8;

    @Override
    public String name() {
        return "record acts%s, %d at once / plain JDBC, as many connections"
                .formatted(duplicates ? " and look for duplicates" : "", REPORTERS);
    }

    @Override
    public String unit() {
        return "acts/s";
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        Ledger ledger = server.ledger();
        return new Both(ledger, new PlainWriters(ledger, REPORTERS), History.load(ledger), duplicates, size.turn());
    }

    private record Both(Ledger ledger, PlainWriters plain, History history, boolean duplicates, Duration turn)
            implements Sides {

        @Override
        public double reference() throws Exception {
            return plain.rate(turn);
        }

        @Override
        public double candidate() throws Exception {
            Turn.Work reporter = () -> {
                Said said = GeneratedActs.next();
                history.record(said.act(), said.event(), duplicates);
            };
            return Turn.rate(turn, Collections.nCopies(REPORTERS, reporter));
        }

        @Override
        public void close() throws SQLException {
            plain.close();
            ledger.close();
        }
    }
}
