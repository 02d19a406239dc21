package org.geotimeline.bench;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.geotimeline.bench.peer.Turn;
import org.geotimeline.projection.publicfeed.ActsFeed;

/** The feed publishes new events in transactions with their position; the broker's tool sends as many records. */
record Publish() implements Contest {

    private static final String FEED = "timeline.bench.v1";
    private static final String TOOL = "timeline.bench.tool";
    private static final long BODY = 1 << 20;
    private static final int SAMPLES = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(1);

    @Override
    public String name() {
        return "publish to Kafka exactly once / the broker's own producer tool, as many bodies with the same acks";
    }

    @Override
    public String unit() {
        return "records/s";
    }

    @Override
    public Target target() {
        return new Target.AtLeast(0.7);
    }

    @Override
    public String note() {
        return "The tool sends the same bodies from memory with acks=all and lz4, to as many partitions; without key, headers and transactions. The feed reads them from PostgreSQL, decodes each for its headers, and commits every 500 to 8,000 with their position.";
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        String broker = server.broker();
        Program tool = server.producerTool();
        Path bodies = server.folder().resolve("bodies");
        Files.writeString(
                bodies,
                GeneratedActs.next(SAMPLES).stream()
                        .map(said -> new String(said.payload(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("\n")));
        tool.ask("make", broker, TOOL);
        Ledger ledger = server.ledger();
        var feed = ActsFeed.start(
                broker, FEED, BODY, ledger.connections(), ledger.store().log(), new CompositeMeterRegistry());
        var both = new Both(ledger, feed, tool, broker, bodies, size.published());
        both.append();
        both.awaitPublished();
        return both;
    }

    private record Both(Ledger ledger, ActsFeed feed, Program tool, String broker, Path bodies, int records)
            implements Sides {

        @Override
        public double reference() throws Exception {
            return tool.ask("send", broker, TOOL, records, bodies);
        }

        /** Events inserted by SQL do not notify the feed; the last event does. */
        @Override
        public double candidate() throws Exception {
            ledger.fill(records - 1);
            return Turn.rate(records, () -> {
                append();
                awaitPublished();
            });
        }

        void append() {
            ledger.append(AppendCondition.none(), List.of(GeneratedActs.next().message()));
        }

        void awaitPublished() {
            long head = ledger.store().log().head();
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (feed.state().published() < head) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("the feed has not published %d: %s".formatted(head, feed.state()));
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }

        @Override
        public void close() throws SQLException {
            feed.close();
            ledger.close();
        }
    }
}
