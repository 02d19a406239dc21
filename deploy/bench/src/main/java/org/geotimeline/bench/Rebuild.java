package org.geotimeline.bench;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.geotimeline.projection.runtime.Projection;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.recording.Decoded;

/** A projection built anew from the first event of the data set and of statements that follow it. */
record Rebuild(String what, Supplier<? extends Projection> projection) implements Contest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "rebuild %s / a cursor, decoding alike".formatted(what);
    }

    @Override
    public String unit() {
        return "events/s";
    }

    @Override
    public Target target() {
        return new Target.AtLeast(0.5);
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        Ledger ledger = server.ledger();
        History.load(ledger);
        ledger.fill(size.folded());
        var both = new Both(ledger, projection, ledger.store().log().head());
        both.awaitBuilt();
        return both;
    }

    private static final class Both implements Sides {

        private final Ledger ledger;
        private final Supplier<? extends Projection> projection;
        private final String name;
        private final long events;
        private Projections running;

        Both(Ledger ledger, Supplier<? extends Projection> projection, long events) {
            this.ledger = ledger;
            this.projection = projection;
            this.name = projection.get().name();
            this.events = events;
            this.running = start();
        }

        private Projections start() {
            return Projections.start(
                    List.of(projection.get()),
                    ledger.connections(),
                    ledger.store().log(),
                    new CompositeMeterRegistry());
        }

        @Override
        public double reference() throws Exception {
            return Turn.rate(events, () -> Whole.of(events, Cursor.all(ledger, Decoded::of)));
        }

        /** Emptied while none runs it: one that runs may sleep a second before it sees that it was emptied. */
        @Override
        public double candidate() throws Exception {
            running.close();
            running.reset(name);
            return Turn.rate(events, () -> {
                running = start();
                awaitBuilt();
            });
        }

        void awaitBuilt() throws InterruptedException {
            if (!running.await(name, events, PATIENCE)) {
                throw new IllegalStateException("%s has applied %d of %d events after %s"
                        .formatted(name, running.applied(name), events, PATIENCE));
            }
        }

        @Override
        public void close() throws SQLException {
            running.close();
            ledger.close();
        }
    }
}
