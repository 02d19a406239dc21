package org.geotimeline.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import org.geotimeline.bench.GeneratedActs.Said;
import org.geotimeline.bench.peer.Turn;

/** Acts reported by eight clients at once: each is read as JSON, sourced, decided, appended and answered. */
record CommandPath(boolean duplicates, Beside beside, Target target) implements Contest {

    private static final int REPORTERS = 8;

    @Override
    public String name() {
        return "record acts%s, %d at once / %s"
                .formatted(duplicates ? " and look for duplicates" : "", REPORTERS, beside.words());
    }

    @Override
    public String unit() {
        return "acts/s";
    }

    @Override
    public String note() {
        return beside.note();
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        Ledger ledger = server.loaded();
        Writers others = beside.open(server, ledger, REPORTERS);
        return new Both(ledger, others, History.of(ledger), duplicates, size.turn());
    }

    private record Both(Ledger ledger, Writers others, History history, boolean duplicates, Duration turn)
            implements Sides {

        @Override
        public double reference() throws Exception {
            return others.rate(turn);
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
            others.close();
            ledger.close();
        }
    }
}
