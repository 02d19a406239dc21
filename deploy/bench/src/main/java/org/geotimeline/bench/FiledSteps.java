package org.geotimeline.bench;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.projection.runtime.steps.PostgresSteps;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.projection.stance.StanceProjection;
import org.geotimeline.time.AsOf;

/**
 * A ledger with the usual data set and its stances, and beside those very many steps of made-up pairs: 200 actors
 * toward up to 50 subjects in one dimension, and toward the first subject in eight. They are written by SQL, faster
 * than any fold; what asks them asks what the projection has written for real.
 */
final class FiledSteps implements AutoCloseable {

    static final int ACTORS = 200;
    static final String DIMENSION = "designation";
    static final int DIMENSIONS = 8;

    private static final int SUBJECTS = 50;
    private static final int LEAST_A_PAIR = 10;
    private static final LocalDate FIRST = LocalDate.parse("2000-01-01");
    private static final int DAYS = 9_000;
    private static final String RULEBOOK = "bench";
    private static final String CORRECTED = "bench-corrected";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final int steps;
    private final StepTable table;
    private final long head;

    private FiledSteps(Ledger ledger, int steps) {
        this.ledger = ledger;
        this.steps = steps;
        this.table = new PostgresSteps(StanceProjection.NAME, new StanceProjection().keys(), ledger.connections());
        this.head = ledger.store().log().head();
    }

    /** A ledger with this number of steps; the first caller waits until they are on file. */
    static FiledSteps of(Server server, int steps, int corrections) throws Exception {
        return new FiledSteps(server.kept("steps " + steps, ledger -> fill(ledger, steps, corrections)), steps);
    }

    private static void fill(Ledger ledger, int steps, int corrections) throws Exception {
        History.load(ledger);
        long head = ledger.store().log().head();
        try (Projections running = Projections.start(
                List.of(new StanceProjection()),
                ledger.connections(),
                ledger.store().log(),
                new CompositeMeterRegistry())) {
            if (!running.await(StanceProjection.NAME, head, PATIENCE)) {
                throw new IllegalStateException("the stances of the data set were not built within " + PATIENCE);
            }
        }
        ledger.execute(sql(steps, corrections));
        ledger.execute("vacuum analyze");
    }

    private static String sql(int steps, int corrections) {
        return """
            create temporary table day on commit drop as
                select n, '%1$s'::date + n * %2$d / %3$d as day from generate_series(0, %3$d - 1) n;
            create temporary table pair on commit drop as
                select 'A' || a as actor, 'S' || s as subject, case when d = 0 then '%4$s' else 'dimension-' || d end as cell
                from generate_series(0, %5$d - 1) a, generate_series(0, %6$d - 1) s, generate_series(0, %7$d - 1) d
                where d = 0 or s = 0;
            create temporary table said on commit drop as
                select answer from projection.%8$s_step where cell = '%4$s' and answer is not null limit 1;
            insert into projection.%8$s_cell (rulebook, actor, subject, cell) select '%9$s', actor, subject, cell from pair;
            insert into projection.%8$s_step (rulebook, actor, subject, cell, valid_from, known_at, position, since, answer)
                select '%9$s', actor, subject, cell, day, (day + 1)::timestamp at time zone 'UTC', 1, day,
                    answer || jsonb_build_object('since', day)
                from day, pair, said order by n, actor, subject, cell;
            insert into projection.%8$s_step (rulebook, actor, subject, cell, valid_from, known_at, position, since, answer)
                select '%10$s', 'A0', case when n = 0 then 'once' else 'often' end, '%4$s', '%1$s',
                    '%1$s'::timestamp at time zone 'UTC' + greatest(n, 1) * interval '1 hour', 1, '%1$s', answer
                from generate_series(0, %11$d) n, said;
            """.formatted(
                        FIRST,
                        DAYS,
                        aPair(steps),
                        DIMENSION,
                        ACTORS,
                        subjects(steps),
                        DIMENSIONS,
                        StanceProjection.NAME,
                        RULEBOOK,
                        CORRECTED,
                        corrections);
    }

    static int subjects(int steps) {
        return Math.max(1, Math.min(SUBJECTS, steps / ACTORS / LEAST_A_PAIR));
    }

    private static int aPair(int steps) {
        return steps / ACTORS / subjects(steps);
    }

    /** The days with steps of a pair. */
    static List<LocalDate> days(int steps) {
        int many = aPair(steps);
        return IntStream.range(0, many)
                .mapToObj(n -> FIRST.plusDays((long) n * DAYS / many))
                .toList();
    }

    StepTable table() {
        return table;
    }

    Ledger ledger() {
        return ledger;
    }

    int pairs() {
        return ACTORS * subjects(steps);
    }

    Timeline pair(SplittableRandom chance) {
        return Timeline.of(RULEBOOK, "A" + chance.nextInt(ACTORS), "S" + chance.nextInt(subjects(steps)));
    }

    /** The pair whose cell was corrected often, or never. */
    static Timeline corrected(boolean often) {
        return Timeline.of(CORRECTED, "A0", often ? "often" : "once");
    }

    /** The present knowledge about a day. */
    AsOf now(LocalDate day) {
        return new AsOf(day, Instant.parse("2026-01-01T00:00:00Z"), head);
    }

    /** A random day, as known on a random day. */
    AsOf someTime(SplittableRandom chance) {
        Instant known = someDay(chance).atStartOfDay().toInstant(ZoneOffset.UTC);
        return new AsOf(someDay(chance), known, head);
    }

    /** The first day, as known after some of its corrections. */
    AsOf someCorrection(SplittableRandom chance, int corrections) {
        Instant known =
                FIRST.atStartOfDay().toInstant(ZoneOffset.UTC).plus(Duration.ofHours(1L + chance.nextInt(corrections)));
        return new AsOf(FIRST, known, head);
    }

    static LocalDate someDay(SplittableRandom chance) {
        return FIRST.plusDays(chance.nextInt(DAYS));
    }

    /** A day on which every pair answers otherwise, wherever it has two steps or more. */
    static LocalDate farFrom(LocalDate day) {
        LocalDate middle = FIRST.plusDays(DAYS / 2);
        return day.isBefore(middle) ? day.plusDays(DAYS / 2) : day.minusDays(DAYS / 2);
    }

    static Map<String, String> everyPair() {
        return Map.of("rulebook", RULEBOOK);
    }

    static Map<String, String> firstSubject() {
        return Map.of("rulebook", RULEBOOK, "subject", "S0");
    }

    static LocalDate firstDay() {
        return FIRST;
    }

    @Override
    public void close() throws SQLException {
        ledger.close();
    }
}
