package org.geotimeline.bench;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.geotimeline.bench.peer.Turn;
import org.geotimeline.projection.query.StepTable.Cells;
import org.geotimeline.projection.query.StepTable.Step;
import org.geotimeline.projection.spi.Timeline;
import tools.jackson.databind.JsonNode;

/** The answers of all pairs on one day, or the differences of two days, from the same steps in PostgreSQL and XTDB. */
record Slices(Asked asked) implements Contest {

    /** The question. */
    enum Asked {
        SLICE("all pairs on one day / XTDB 1.24, the same query"),
        DIFFERENCE("all pairs on two days, compared / XTDB 1.24, two queries, compared");

        private final String words;

        Asked(String words) {
            this.words = words;
        }
    }

    @Override
    public String name() {
        return asked.words;
    }

    @Override
    public String unit() {
        return "answers/s";
    }

    @Override
    public Target target() {
        return new Target.AtLeast(50);
    }

    @Override
    public String note() {
        return "XTDB has log, documents and indexes in memory, its store on a disk (RocksDB) is not measured; ours are on the disk. It knows valid time and transaction time, no known time that can be imported.";
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        FiledSteps filed = FiledSteps.of(server, size.bitemporal(), size.corrections());
        try {
            Program xtdb = server.filledXtdb(size.bitemporal());
            return new Both(filed, xtdb, asked);
        } catch (Exception e) {
            filed.close();
            throw e;
        }
    }

    private record Both(FiledSteps filed, Program xtdb, Asked asked) implements Sides {

        private static final LocalDate DAY = FiledSteps.someDay(new SplittableRandom(7));
        private static final LocalDate OTHER = FiledSteps.farFrom(DAY);

        @Override
        public double reference() throws Exception {
            return Turn.rate(
                    1,
                    () -> Whole.of(filed.pairs(), (long)
                            switch (asked) {
                                case SLICE -> xtdb.ask("slice", DAY);
                                case DIFFERENCE -> xtdb.ask("difference", DAY, OTHER);
                            }));
        }

        @Override
        public double candidate() throws Exception {
            return Turn.rate(
                    1,
                    () -> Whole.of(
                            filed.pairs(),
                            switch (asked) {
                                case SLICE -> slice(DAY).size();
                                case DIFFERENCE -> difference(slice(DAY), slice(OTHER));
                            }));
        }

        private List<Step> slice(LocalDate day) {
            return filed.table()
                    .slice(FiledSteps.everyPair(), Cells.named(List.of(FiledSteps.DIMENSION)), filed.now(day));
        }

        private static long difference(List<Step> left, List<Step> right) {
            var before = new HashMap<Timeline, JsonNode>();
            left.forEach(step -> before.put(step.timeline(), step.answer()));
            return right.stream()
                    .filter(step -> !step.answer().equals(before.get(step.timeline())))
                    .count();
        }

        @Override
        public void close() throws SQLException {
            filed.close();
        }
    }
}
