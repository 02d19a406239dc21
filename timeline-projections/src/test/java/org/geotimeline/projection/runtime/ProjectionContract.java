package org.geotimeline.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geotimeline.act.Act;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.dossier.Publications;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.runtime.apply.ApplierMemory;
import org.geotimeline.projection.runtime.apply.EventApplier;
import org.geotimeline.projection.runtime.apply.Ledger;
import org.geotimeline.projection.runtime.apply.MemoryBudget;
import org.geotimeline.projection.runtime.parked.ParkedTimelines;
import org.geotimeline.projection.runtime.steps.AnswerSince;
import org.geotimeline.projection.runtime.steps.Digest;
import org.geotimeline.projection.runtime.steps.Json;
import org.geotimeline.projection.runtime.steps.MemoryProjectionStore;
import org.geotimeline.projection.runtime.steps.PostgresProjectionStore;
import org.geotimeline.projection.runtime.steps.PostgresSteps;
import org.geotimeline.projection.runtime.steps.Tables;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What holds for every projection. Its test inherits this, and says how to make the projection and a random history of
 * acts for it; an oracle of its own is welcome. Every random sentence prints its seed; {@code -Dseed=…} repeats it.
 */
public abstract class ProjectionContract {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int QUESTIONS = 60;

    /** A new instance, as another node would have. */
    protected abstract Projection projection();

    /** The acts of one history, in the order in which they are recorded; with knowledge acts and known times at random. */
    protected abstract List<Act> history(Random random);

    /**
     * What the cell answers on that day; without an oracle of its own, what the projection's fold says.
     *
     * @param visible as for {@link Projection#fold}
     */
    protected @Nullable JsonNode expected(
            Projection projection,
            Timeline timeline,
            String cell,
            List<Revision> visible,
            LocalDate validAt,
            Instant knownAt) {
        NavigableMap<LocalDate, JsonNode> steps =
                projection.fold(timeline, visible, knownAt).getOrDefault(cell, new TreeMap<>());
        Map.Entry<LocalDate, JsonNode> step = steps.floorEntry(validAt);
        return step == null || step.getValue().isNull() ? null : step.getValue();
    }

    /** Whether it has tables of its own, so that nothing can be tried without a database. */
    protected boolean needsDatabase() {
        return !projection().tables().isBlank();
    }

    /** The number of histories that are tried in memory. */
    protected int histories() {
        return Boolean.getBoolean("timeline.test.all") ? 400 : 100;
    }

    /** The number of histories that are tried with a database. */
    protected int databaseHistories() {
        return Boolean.getBoolean("timeline.test.all") ? 5 : 3;
    }

    private Random seeded() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(getClass().getSimpleName() + " seed " + seed);
        return new Random(seed);
    }

    private MemoryLedger ledger(Random random) {
        var ledger = new MemoryLedger();
        SourcedHistories.of(history(random), random).forEach(ledger::append);
        return ledger;
    }

    // ------------------------------------------------------------------------------------------------ in memory

    @Test
    void every_cell_equals_the_naive_fold_and_never_changes_its_answer() throws SQLException {
        assumeFalse(needsDatabase());
        Random random = seeded();
        int asked = 0;
        for (int h = 0; h < histories(); h++) {
            asked += history(ledger(random), random, "history " + h);
        }
        assertThat(asked).isPositive();
    }

    private record Question(Timeline timeline, String cell, AsOf asOf) {}

    private int history(MemoryLedger ledger, Random random, String where) throws SQLException {
        Projection projection = projection();
        var shelf = new MemoryProjectionStore();
        var scribe = new EventApplier(
                projection,
                ledger,
                0,
                ParkedTimelines.empty(),
                MemoryBudget.ofHeap().share());
        var promised = new HashMap<Question, Optional<JsonNode>>();
        for (Recorded event : ledger.events()) {
            scribe.apply(List.of(event), shelf);
            for (int i = 0; i < 6; i++) {
                question(ledger, shelf, event.position(), random)
                        .ifPresent(q -> promised.putIfAbsent(
                                q, Optional.ofNullable(held(shelf, q).answer())));
            }
        }
        for (int i = 0; i < QUESTIONS; i++) {
            question(ledger, shelf, ledger.head(), random)
                    .ifPresent(q -> promised.putIfAbsent(
                            q, Optional.ofNullable(held(shelf, q).answer())));
        }
        promised.forEach((q, answer) -> {
            assertThat(Optional.ofNullable(held(shelf, q).answer()))
                    .as("%s, %s", where, q)
                    .isEqualTo(answer);
            answer.ifPresent(given -> assertNothingKnownLater(ledger, q, given));
            Set<ActId> acts = shelf.acts(q.timeline(), q.asOf().position());
            JsonNode right = naive(projection, ledger, acts, q);
            assertThat(Json.same(right, answer.orElse(null)))
                    .as("%s, %s: %s is answered, %s is right; %s", where, q, answer, right, ledger.events())
                    .isTrue();
        });
        return promised.size();
    }

    /** An answer names no source that was published after its known time. */
    private static void assertNothingKnownLater(MemoryLedger ledger, Question q, JsonNode answer) {
        assertThat(SourcedHistories.tooEarly(
                        ledger, q.timeline(), answer, q.asOf().knownAt()))
                .as("%s, %s", q, answer)
                .isEmpty();
    }

    private static AnswerSince held(MemoryProjectionStore shelf, Question q) {
        return shelf.probe(q.timeline(), q.cell(), q.asOf());
    }

    private static Optional<Question> question(
            MemoryLedger ledger, MemoryProjectionStore shelf, long head, Random random) {
        if (shelf.timelines().isEmpty()) {
            return Optional.empty();
        }
        Timeline timeline = any(List.copyOf(shelf.timelines()), random);
        if (shelf.cells(timeline).isEmpty()) {
            return Optional.empty();
        }
        String cell = any(List.copyOf(shelf.cells(timeline)), random);
        var days = new ArrayList<LocalDate>();
        shelf.rows(timeline, cell).forEach(row -> days.add(row.day()));
        return Optional.of(new Question(timeline, cell, clocks(days, knownTimes(ledger), head, random)));
    }

    /** The three clocks, each drawn on its own, near to where something changes. */
    private static AsOf clocks(List<LocalDate> days, List<Instant> known, long head, Random random) {
        LocalDate day = any(days, random);
        boolean edge = day.equals(LocalDate.MIN) || day.equals(LocalDate.MAX);
        LocalDate valid = edge ? LocalDate.of(2003, 2, 1 + random.nextInt(28)) : day.plusDays(random.nextInt(3) - 1);
        Instant knownAt = any(known, random).plus(Duration.ofNanos(1_000L * (random.nextInt(3) - 1)));
        return new AsOf(valid, knownAt, random.nextLong(head + 1));
    }

    private static List<Instant> knownTimes(MemoryLedger ledger) {
        return ledger.events().stream().map(Recorded::known).toList();
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** Everything from the start: which dossiers, what is visible of them, the fold, the day. */
    private @Nullable JsonNode naive(Projection projection, MemoryLedger ledger, Set<ActId> acts, Question q) {
        List<Revision> visible = acts.stream()
                .map(act -> dossier(ledger, act))
                .map(d -> d.at(q.asOf().knownAt(), q.asOf().position()))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(Revision::position))
                .toList();
        return expected(
                projection,
                q.timeline(),
                q.cell(),
                visible,
                q.asOf().validAt(),
                q.asOf().knownAt());
    }

    private static Dossier dossier(MemoryLedger ledger, ActId act) {
        var ids = new HashSet<>(Set.of(act));
        var entries = new LinkedHashSet<Recorded>();
        int before = -1;
        while (entries.size() > before) {
            before = entries.size();
            for (Recorded event : ledger.events()) {
                boolean spoken = event.act() instanceof KnowledgeAct said
                        && said.targets().stream().anyMatch(ids::contains);
                if (spoken || event.id().equals(act)) {
                    ids.add(event.id());
                    entries.add(event);
                }
            }
        }
        return new Dossier(act, List.copyOf(entries), Publications.of(entries, ledger::publication));
    }

    @Test
    void any_size_of_the_memory_and_any_restart_gives_the_same_rows() throws SQLException {
        assumeFalse(needsDatabase());
        Random random = seeded();
        for (int h = 0; h < histories() / 4; h++) {
            MemoryLedger ledger = ledger(random);
            List<String> plain = applied(ledger, 0, ApplierMemory.MAX_ENTRIES, MemoryBudget.ofHeap(), random);
            assertThat(applied(ledger, 0, 2, new MemoryBudget(5), random))
                    .as("history " + h)
                    .isEqualTo(plain);
            assertThat(applied(ledger, 0.3, 6, new MemoryBudget(100), random))
                    .as("history " + h)
                    .isEqualTo(plain);
        }
    }

    private List<String> applied(MemoryLedger ledger, double restarts, long entries, MemoryBudget room, Random random)
            throws SQLException {
        var shelf = new MemoryProjectionStore();
        MemoryBudget.Share own = room.share();
        var scribe = new EventApplier(projection(), ledger, 0, ParkedTimelines.empty(), entries, own);
        for (Recorded event : ledger.events()) {
            if (random.nextDouble() < restarts) {
                scribe = new EventApplier(
                        projection(), ledger, event.position() - 1, ParkedTimelines.empty(), entries, own);
            }
            scribe.apply(List.of(event), shelf);
        }
        return shelf.dump();
    }

    // --------------------------------------------------------------------------------------- with a real database

    /** A projection that has applied the ledger, in a database of its own. */
    private final class Applied implements AutoCloseable {
        private final Database database = Database.fresh();
        private final Projection projection = projection();
        private final Ledger ledger;

        Applied(Ledger ledger) {
            this.ledger = ledger;
        }

        ProjectionRunner runner(BatchSizes stride) {
            return runner(projection(), stride);
        }

        ProjectionRunner runner(Projection projection, BatchSizes stride) {
            var runner = TestRunners.of(projection, database.source(), ledger, stride);
            runner.start();
            return runner;
        }

        void run(BatchSizes stride) throws InterruptedException {
            try (var runner = runner(stride)) {
                caughtUp(runner);
            }
        }

        void caughtUp(ProjectionRunner runner) throws InterruptedException {
            assertThat(runner.await(ledger.head(), SOON))
                    .as(runner.state().toString())
                    .isTrue();
        }

        String digest() {
            return new Digest(Tables.of(projection)).at(database.source(), ledger.head());
        }

        PostgresSteps steps() {
            return new PostgresSteps(projection.name(), projection.keys(), database.source());
        }

        @Override
        public void close() {
            database.close();
        }
    }

    @Test
    void replaying_twice_is_replaying_once() throws Exception {
        try (var one = new Applied(ledger(seeded()));
                var runner = one.runner(BatchSizes.USUAL)) {
            one.caughtUp(runner);
            String once = one.digest();
            for (int i = 0; i < 2; i++) {
                runner.orders().reset();
                one.caughtUp(runner);
                assertThat(one.digest()).isEqualTo(once);
            }
        }
    }

    @Test
    void any_batch_split_gives_the_same_rows() throws Exception {
        MemoryLedger ledger = ledger(seeded());
        var digests = new TreeMap<Integer, String>();
        for (int batch : List.of(1, 3, 500)) {
            try (var one = new Applied(ledger)) {
                one.run(TestBatchSizes.live(batch));
                digests.put(batch, one.digest());
            }
        }
        assertThat(new HashSet<>(digests.values())).as("%s", digests).hasSize(1);
    }

    @Test
    void whichever_path_it_takes_and_wherever_it_is_killed_the_rows_are_the_same() throws Exception {
        Random random = seeded();
        MemoryLedger ledger = ledger(random);
        var digests = new TreeMap<String, String>();
        for (var path : Map.of(
                        "live",
                        TestBatchSizes.live(4),
                        "bulk",
                        TestBatchSizes.bulk(10_000),
                        "bulk in small transactions",
                        TestBatchSizes.bulk(5))
                .entrySet()) {
            try (var one = new Applied(ledger)) {
                one.run(path.getValue());
                digests.put(path.getKey(), one.digest());
            }
        }
        digests.put("bulk, killed in the middle, resumed", killed(ledger, random));
        digests.put("bulk, then live", bulkThenLive(ledger, random));
        assertThat(new HashSet<>(digests.values())).as("%s", digests).hasSize(1);
    }

    /** Killed at some event, resumed there by the same node, and finished by another with a cold memory. */
    private String killed(MemoryLedger ledger, Random random) throws Exception {
        var beginning = new MemoryLedger();
        long at = 1 + random.nextLong(ledger.head());
        ledger.events().stream().limit(Math.max(at, ledger.head() * 3 / 4)).forEach(beginning::put);
        try (var one = new Applied(ledger)) {
            var dying = TestRunners.of(
                    new FailingProjection(projection(), at), one.database.source(), beginning, TestBatchSizes.bulk(5));
            try (dying) {
                dying.start();
                assertThat(dying.await(beginning.head(), SOON)).isTrue();
                assertThat(dying.state().failures()).isPositive();
            }
            one.run(TestBatchSizes.bulk(7));
            return one.digest();
        }
    }

    private String bulkThenLive(MemoryLedger ledger, Random random) throws Exception {
        var growing = new MemoryLedger();
        int bulk = random.nextInt(ledger.events().size());
        ledger.events().subList(0, bulk).forEach(growing::put);
        try (var one = new Applied(growing)) {
            try (var runner = one.runner(new BatchSizes(2, 7, 2, SOON))) {
                one.caughtUp(runner);
                for (Recorded event :
                        ledger.events().subList(bulk, ledger.events().size())) {
                    growing.put(event);
                    one.caughtUp(runner);
                }
            }
            return one.digest();
        }
    }

    @Test
    void a_rebuild_equals_live() throws Exception {
        var ledger = new MemoryLedger();
        try (var one = new Applied(ledger);
                var runner = one.runner(BatchSizes.USUAL)) {
            for (Act act : history(seeded())) {
                ledger.append(act);
                one.caughtUp(runner);
            }
            String live = one.digest();
            runner.orders().reset();
            one.caughtUp(runner);
            assertThat(one.digest()).isEqualTo(live);
        }
    }

    @Test
    void two_nodes_are_one_node() throws Exception {
        var ledger = new MemoryLedger();
        try (var both = new Applied(ledger)) {
            try (var first = both.runner(TestBatchSizes.live(2));
                    var second = both.runner(TestBatchSizes.bulk(3))) {
                for (Act act : history(seeded())) {
                    ledger.append(act);
                }
                both.caughtUp(first);
                both.caughtUp(second);
                assertThat(List.of(first.state().failures(), second.state().failures()))
                        .containsOnly(0L);
            }
            try (var one = new Applied(ledger)) {
                one.run(BatchSizes.USUAL);
                assertThat(both.digest()).isEqualTo(one.digest());
            }
        }
    }

    @Test
    void a_question_as_known_at_T_at_position_P_never_changes_its_answer() throws Exception {
        Random random = seeded();
        for (int h = 0; h < databaseHistories(); h++) {
            var ledger = new MemoryLedger();
            var promised = new LinkedHashMap<Question, Optional<StepTable.Step>>();
            try (var one = new Applied(ledger);
                    var runner = one.runner(BatchSizes.USUAL)) {
                List<Act> acts = SourcedHistories.of(history(random), random);
                for (int half : List.of(acts.size() / 2, acts.size())) {
                    acts.subList((int) ledger.head(), half).forEach(ledger::append);
                    one.caughtUp(runner);
                    for (Question q : questions(one, ledger, random)) {
                        promised.putIfAbsent(q, one.steps().at(q.timeline(), q.cell(), q.asOf()));
                    }
                }
                for (var promise : promised.entrySet()) {
                    check(one, ledger, promise.getKey(), promise.getValue());
                }
            }
        }
    }

    private void check(Applied one, MemoryLedger ledger, Question q, Optional<StepTable.Step> promised)
            throws SQLException {
        var now = one.steps().at(q.timeline(), q.cell(), q.asOf());
        assertThat(now).as("%s", q).isEqualTo(promised);
        now.ifPresent(step -> assertNothingKnownLater(ledger, q, step.answer()));
        Set<ActId> acts = linked(one, q.timeline(), q.asOf().position());
        JsonNode right = naive(one.projection, ledger, acts, q);
        assertThat(Json.same(right, now.map(StepTable.Step::answer).orElse(null)))
                .as("%s: %s is answered, %s is right", q, now, right)
                .isTrue();
        var slice = one.steps().slice(keys(one, q.timeline()), List.of(q.cell()), q.asOf());
        assertThat(slice).as("%s", q).isEqualTo(now.map(List::of).orElse(List.of()));
        checkIntervals(one, q, now);
    }

    private static void checkIntervals(Applied one, Question q, Optional<StepTable.Step> now) {
        LocalDate day = q.asOf().validAt();
        var intervals = one.steps()
                .intervals(q.timeline(), q.cell(), q.asOf().knownAt(), q.asOf().position());
        var there = intervals.stream().filter(i -> contains(i, day)).toList();
        assertThat(there).as("%s in %s", q, intervals).hasSize(now.isPresent() ? 1 : 0);
        now.ifPresent(step -> {
            assertThat(there.get(0).answer()).isEqualTo(step.answer());
            LocalDate from = there.get(0).from();
            assertThat(from == null ? LocalDate.MIN : from).as("%s", q).isEqualTo(step.from());
        });
        for (int i = 1; i < intervals.size(); i++) {
            var before = intervals.get(i - 1);
            var after = intervals.get(i);
            boolean touch = before.to() != null && before.to().plusDays(1).equals(after.from());
            assertThat(touch && before.answer().equals(after.answer()))
                    .as("%s", intervals)
                    .isFalse();
        }
    }

    private static boolean contains(StepTable.Interval interval, LocalDate day) {
        LocalDate from = interval.from();
        LocalDate to = interval.to();
        return (from == null || !from.isAfter(day)) && (to == null || !to.isBefore(day));
    }

    private static Map<String, String> keys(Applied one, Timeline timeline) {
        var keys = new LinkedHashMap<String, String>();
        for (int i = 0; i < one.projection.keys().size(); i++) {
            keys.put(one.projection.keys().get(i), timeline.value(i));
        }
        return keys;
    }

    private static List<Question> questions(Applied one, MemoryLedger ledger, Random random) throws SQLException {
        var tables = Tables.of(one.projection);
        var days = new LinkedHashMap<List<String>, Set<LocalDate>>();
        var sql = "select %s, cell, valid_from from %s order by 1".formatted(tables.columns(""), tables.step());
        int keys = tables.keys().size();
        try (Connection connection = one.database.source().getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                var cell = new ArrayList<>(
                        PostgresProjectionStore.timeline(rows, 0, keys).values());
                cell.add(rows.getString(keys + 1));
                days.computeIfAbsent(cell, c -> new TreeSet<>()).add(rows.getObject(keys + 2, LocalDate.class));
            }
        }
        var questions = new ArrayList<Question>();
        List<List<String>> cells = List.copyOf(days.keySet());
        for (int i = 0; i < QUESTIONS && !cells.isEmpty(); i++) {
            List<String> cell = any(cells, random);
            AsOf clocks =
                    clocks(List.copyOf(days.getOrDefault(cell, Set.of())), knownTimes(ledger), ledger.head(), random);
            questions.add(new Question(new Timeline(cell.subList(0, keys)), cell.get(keys), clocks));
        }
        return questions;
    }

    private static Set<ActId> linked(Applied one, Timeline timeline, long position) throws SQLException {
        var tables = Tables.of(one.projection);
        var acts = new HashSet<ActId>();
        try (Connection connection = one.database.source().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select act_id from %s where %s and position <= ?".formatted(tables.link(), tables.given()))) {
            select.setLong(PostgresProjectionStore.bind(select, 1, timeline), position);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    acts.add(new ActId(rows.getString(1)));
                }
            }
        }
        return acts;
    }
}
