package org.geotimeline.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.geotimeline.bench.GeneratedActs.Said;

/** A thousand events a commit. The events are made before the measurement. */
record AppendBatches(Plain plain) implements Contest {

    private static final int BATCH = 1_000;

    enum Plain {
        INSERTS("inserts of many rows"),
        COPY("COPY");

        private final String words;

        Plain(String words) {
            this.words = words;
        }
    }

    @Override
    public String name() {
        return "append, batches of 1,000 / " + plain.words;
    }

    @Override
    public String unit() {
        return "events/s";
    }

    @Override
    public Target target() {
        return new Target.AtLeast(0.6);
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        Ledger ledger = server.ledger();
        return new Both(ledger, new PlainJdbc(ledger.connect()), plain, size.turn());
    }

    private record Both(Ledger ledger, PlainJdbc writer, Plain plain, Duration turn) implements Sides {

        @Override
        public double reference() throws Exception {
            return timed(many -> {
                switch (plain) {
                    case INSERTS -> writer.insert(many);
                    case COPY -> writer.copy(many);
                }
            });
        }

        @Override
        public double candidate() throws Exception {
            return timed(many -> {
                var events = new ArrayList<TaggedEventMessage<?>>(many.size());
                many.forEach(said -> events.add(said.message()));
                ledger.append(AppendCondition.none(), events);
            });
        }

        private interface Writing {
            void write(List<Said> many) throws Exception;
        }

        private double timed(Writing writing) throws Exception {
            long written = 0;
            long nanos = 0;
            do {
                List<Said> many = GeneratedActs.next(BATCH);
                long begun = System.nanoTime();
                writing.write(many);
                nanos += System.nanoTime() - begun;
                written += BATCH;
            } while (nanos < turn.toNanos());
            return written * 1e9 / nanos;
        }

        @Override
        public void close() throws SQLException {
            writer.close();
            ledger.close();
        }
    }
}
