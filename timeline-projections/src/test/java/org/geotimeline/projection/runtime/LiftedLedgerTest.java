package org.geotimeline.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.geotimeline.act.Revision;
import org.geotimeline.act.before.Before;
import org.geotimeline.projection.runtime.apply.EventApplier;
import org.geotimeline.projection.runtime.apply.Ledger;
import org.geotimeline.projection.runtime.apply.MemoryBudget;
import org.geotimeline.projection.runtime.parked.ParkedTimelines;
import org.geotimeline.projection.runtime.steps.Digest;
import org.geotimeline.projection.runtime.steps.PostgresProjectionStore;
import org.geotimeline.projection.runtime.steps.PostgresSteps;
import org.geotimeline.projection.runtime.steps.Tables;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.recording.ActEvents;
import org.geotimeline.store.OldEvents;
import org.geotimeline.store.PostgresEventStore;
import org.geotimeline.time.AsOf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A ledger that an older program wrote, as bytes, in types that were since renamed, merged, split and dropped. */
class LiftedLedgerTest {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final String BEFORE = "timeline.before.";
    private static final List<String> LISTS = List.of("kaz-national", "kaz-second", "kaz-third");

    private Database database;
    private PostgresEventStore engine;
    private Ledger ledger;

    @BeforeEach
    void open() {
        database = Database.fresh();
        engine = PostgresEventStore.open(database.source(), ActEvents.converter());
        ledger = new StoredLedger(engine.log());
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    /** Cannot fold what has one of these acts. */
    private static final class Choking extends LatestListing {
        private final Set<String> on = ConcurrentHashMap.newKeySet();

        @Override
        public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
                Timeline timeline, List<Revision> visible, Instant knownAt) {
            for (Revision revision : visible) {
                if (on.contains(revision.id().text())) {
                    throw new IllegalStateException("cannot fold " + revision.id());
                }
            }
            return super.fold(timeline, visible, knownAt);
        }
    }

    private long old(String type, String id, String body) {
        return OldEvents.append(engine, BEFORE + type, 1, body, "act:" + id, "actor:KAZ");
    }

    private void said(String type, String id, String act, String more) {
        OldEvents.append(
                engine,
                "timeline.knowledge." + type,
                1,
                "{\"type\": \"%s\", \"id\": \"%s\", \"act\": \"%s\"%s}".formatted(type, id, act, more),
                "act:" + id,
                "act:" + act);
    }

    /** One of each sort of event, and acts about earlier events and a later one. */
    private void history(Random random, int count) {
        for (int i = 0; i < count; i++) {
            String id = "B-" + i;
            String day =
                    LocalDate.of(2005, 1, 1).plusDays(random.nextInt(2_000)).toString();
            String list = LISTS.get(random.nextInt(LISTS.size()));
            String other = LISTS.get(random.nextInt(LISTS.size()));
            String target = "B-" + random.nextInt(i + 2);
            switch (random.nextInt(8)) {
                case 0, 1 -> old("BanProclaimed", id, Before.proclaimed(id, day, list));
                case 2 -> old("BanEnacted", id, Before.enacted(id, day, random.nextBoolean() ? "full" : "part"));
                case 3, 4 -> old("BanReplaced", id, Before.replaced(id, day, list, other));
                case 5 -> old("GazetteNoted", id, Before.noted(id));
                case 6 -> said("ActReported", "S-" + i, target, "");
                default -> {
                    String more = random.nextBoolean()
                            ? ", \"changes\": {\"valid\": \"%s\"}".formatted(day)
                            : ", \"changes\": {\"to\": \"%s\"}".formatted(other);
                    boolean correction = random.nextBoolean();
                    said(correction ? "ActCorrected" : "ActRetracted", "S-" + i, target, correction ? more : "");
                }
            }
        }
    }

    private String digest(Projection projection, BatchSizes stride) throws Exception {
        try (var other = Database.fresh();
                var runner = TestRunners.of(projection, other.source(), ledger, stride)) {
            runner.start();
            assertThat(runner.await(ledger.head(), SOON)).isTrue();
            return new Digest(Tables.of(projection)).at(other.source(), ledger.head());
        }
    }

    private String coldAtEveryEvent() throws Exception {
        var projection = new LatestListing();
        var tables = Tables.of(projection);
        try (var other = Database.fresh();
                var connection = other.source().getConnection();
                var statement = connection.createStatement()) {
            tables.make(connection);
            for (Ledger.Entry entry : ledger.read(0, 10_000)) {
                var shelf = new PostgresProjectionStore(tables, connection);
                new EventApplier(
                                projection,
                                ledger,
                                entry.position() - 1,
                                ParkedTimelines.empty(),
                                1,
                                new MemoryBudget(1).share())
                        .apply(entry.acts(), shelf);
                shelf.send();
            }
            statement.execute("insert into projection.token (name, version, position) values ('latest_v1', '1', %d)"
                    .formatted(ledger.head()));
            return new Digest(tables).at(other.source(), ledger.head());
        }
    }

    @RepeatedTest(2)
    void applied_live_in_any_batches_in_bulk_from_a_cold_memory_or_parked_and_tried_again_the_rows_are_the_same()
            throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("LiftedLedgerTest seed " + seed);
        var random = new Random(seed);
        history(random, 120);
        var choking = new Choking();
        for (int i = 0; i < 6; i++) {
            choking.on.add("B-" + random.nextInt(120) + (random.nextBoolean() ? ":part-imposition" : ""));
        }
        String rows = digest(new LatestListing(), TestBatchSizes.live(500));
        assertThat(digest(new LatestListing(), TestBatchSizes.live(1 + random.nextInt(7))))
                .isEqualTo(rows);
        assertThat(digest(new LatestListing(), TestBatchSizes.bulk(1 + random.nextInt(50))))
                .isEqualTo(rows);
        assertThat(coldAtEveryEvent()).isEqualTo(rows);
        try (var runner = TestRunners.of(choking, database.source(), ledger, TestBatchSizes.live(50))) {
            runner.start();
            assertThat(runner.await(ledger.head(), SOON)).isTrue();
            choking.on.clear();
            runner.orders().retry(null);
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(runner.orders().parked(0, 1_000)).isEmpty());
            assertThat(new Digest(Tables.of(choking)).at(database.source(), ledger.head()))
                    .isEqualTo(rows);
        }
    }

    @Test
    void an_event_that_is_two_acts_today_moves_the_timelines_of_both_at_its_position_until_it_is_retracted()
            throws Exception {
        old("BanProclaimed", "B-1", Before.proclaimed("B-1", "2005-03-15", "kaz-national"));
        old("GazetteNoted", "G-1", Before.noted("G-1"));
        long split = old("BanReplaced", "B-2", Before.replaced("B-2", "2010-06-01", "kaz-national", "kaz-second"));
        said("ActRetracted", "R-1", "B-2", "");
        try (var runner = TestRunners.of(new LatestListing(), database.source(), ledger)) {
            runner.start();
            assertThat(runner.await(ledger.head(), SOON)).isTrue();
            assertThat(status("kaz-national", 1)).contains("[\"BANNED\"]");
            assertThat(status("kaz-national", split)).contains("[\"DELISTED\"]", "[\"B-2\"]");
            assertThat(status("kaz-second", split)).contains("[\"BANNED\"]", "[\"B-2:part-imposition\"]");
            assertThat(status("kaz-national", split + 1)).contains("[\"BANNED\"]", "[\"B-1\"]");
            assertThat(status("kaz-second", split + 1)).isEqualTo("nothing");
        }
    }

    private String status(String list, long position) {
        var steps = new PostgresSteps("latest_v1", List.of("list", "party"), database.source());
        var asOf = new AsOf(LocalDate.of(2011, 1, 1), Instant.parse("2100-01-01T00:00:00Z"), position);
        return steps.at(Timeline.of(list, "TAL"), "status", asOf)
                .map(step -> step.answer().toString())
                .orElse("nothing");
    }
}
