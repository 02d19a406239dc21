package org.geotimeline.bench;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.geotimeline.bench.peer.Turn;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.recording.EventDecoder;

/** A projection built again from the first event of the data set and of statements that follow it. */
record Rebuild(String what, Supplier<? extends Projection> projection, Reader reader) implements Contest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** A peer that reads as many events without applying them. */
    enum Reader {
        CURSOR("a cursor, decoding alike", 0.5),
        AXON4_JPA("Axon 4.13 by its JPA engine, reading", 10);

        private final String words;
        private final double atLeast;

        Reader(String words, double atLeast) {
            this.words = words;
            this.atLeast = atLeast;
        }

        /** Reads all of them once in its turn. */
        Reading open(Server server, Ledger ledger, long events) throws Exception {
            return switch (this) {
                case CURSOR -> () -> Turn.rate(events, () -> Whole.of(events, Cursor.all(ledger, EventDecoder::of)));
                case AXON4_JPA -> {
                    Program axon = server.peer(Peers.AXON4);
                    axon.ask("fill", events);
                    yield () -> axon.ask("read", events);
                }
            };
        }
    }

    /** The rate in events a second. */
    interface Reading {
        double rate() throws Exception;
    }

    @Override
    public String name() {
        return "rebuild %s / %s".formatted(what, reader.words);
    }

    @Override
    public String unit() {
        return "events/s";
    }

    @Override
    public Target target() {
        return new Target.AtLeast(reader.atLeast);
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        Ledger ledger = server.loaded();
        ledger.fill(size.folded());
        long events = ledger.store().log().head();
        var both = new Both(ledger, projection, events, reader.open(server, ledger, events));
        both.awaitBuilt();
        return both;
    }

    private static final class Both implements Sides {

        private final Ledger ledger;
        private final Supplier<? extends Projection> projection;
        private final String name;
        private final long events;
        private final Reading reading;
        private Projections running;

        Both(Ledger ledger, Supplier<? extends Projection> projection, long events, Reading reading) {
            this.ledger = ledger;
            this.projection = projection;
            this.name = projection.get().name();
            this.events = events;
            this.reading = reading;
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
            return reading.rate();
        }

        /** Empties the view while no runner runs it, because a runner may sleep a second before it notices. */
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
