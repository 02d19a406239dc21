package org.geotimeline.bench;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.geotimeline.bench.GeneratedActs.Said;
import org.geotimeline.bench.peer.Turn;
import org.geotimeline.projection.acts.ActsProjection;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.recording.EventDecoder;

/**
 * A running projection applies concurrent appends; the time is that from the first append to the last applied event.
 */
record Live() implements Contest {

    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "acts kept up while events are appended / a cursor over those events, decoding alike";
    }

    @Override
    public String unit() {
        return "events/s";
    }

    @Override
    public Target target() {
        return new Target.AtLeast(0.1);
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        Ledger ledger = server.loaded();
        ledger.fill(size.folded());
        var running = Projections.start(
                List.of(new ActsProjection()),
                ledger.connections(),
                ledger.store().log(),
                new CompositeMeterRegistry());
        var both = new Both(ledger, running, size.folded());
        both.awaitHead();
        return both;
    }

    private record Both(Ledger ledger, Projections running, int events) implements Sides {

        @Override
        public double reference() throws Exception {
            long before = ledger.store().log().head() - events;
            return Turn.rate(events, () -> Whole.of(events, Cursor.after(ledger, before, EventDecoder::of)));
        }

        @Override
        public double candidate() throws Exception {
            List<Said> said = GeneratedActs.next(events);
            return Turn.rate(events, () -> {
                for (int from = 0; from < events; from += BATCH) {
                    var batch = new ArrayList<TaggedEventMessage<?>>();
                    said.subList(from, Math.min(events, from + BATCH)).forEach(one -> batch.add(one.message()));
                    ledger.append(AppendCondition.none(), batch);
                }
                awaitHead();
            });
        }

        void awaitHead() throws InterruptedException {
            String name = new ActsProjection().name();
            if (!running.await(name, ledger.store().log().head(), PATIENCE)) {
                throw new IllegalStateException("%s has not come up to the ledger within %s".formatted(name, PATIENCE));
            }
        }

        @Override
        public void close() throws SQLException {
            running.close();
            ledger.close();
        }
    }
}
