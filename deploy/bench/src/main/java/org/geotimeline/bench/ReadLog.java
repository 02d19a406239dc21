package org.geotimeline.bench;

import java.sql.SQLException;
import java.util.List;
import org.geotimeline.bench.peer.Turn;
import org.geotimeline.recording.EventDecoder;
import org.geotimeline.store.StoredEvent;

/** The whole ledger read page by page, as followers read it, with every event decoded to an act. */
record ReadLog() implements Contest {

    private static final int PAGE = 500;

    @Override
    public String name() {
        return "read the log as acts / a cursor, decoding alike";
    }

    @Override
    public String unit() {
        return "events/s";
    }

    @Override
    public Target target() {
        return Target.NONE;
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        return new Both(server.ledger(size.read()), size.read());
    }

    private record Both(Ledger ledger, int events) implements Sides {

        @Override
        public double reference() throws Exception {
            return Turn.rate(events, () -> Whole.of(events, Cursor.all(ledger, EventDecoder::of)));
        }

        @Override
        public double candidate() throws Exception {
            return Turn.rate(events, () -> {
                long read = 0;
                for (List<StoredEvent> page = page(0); !page.isEmpty(); page = page(read)) {
                    page.forEach(EventDecoder::of);
                    read = page.getLast().position();
                }
                Whole.of(events, read);
            });
        }

        private List<StoredEvent> page(long after) {
            return ledger.store().log().read(after, PAGE);
        }

        @Override
        public void close() throws SQLException {
            ledger.close();
        }
    }
}
