package org.geotimeline.bench;

import java.sql.SQLException;
import java.util.SplittableRandom;
import org.geotimeline.bench.peer.Turn;
import org.geotimeline.projection.query.StepTable.Cells;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.AsOf;

/** The stances of all actors toward one subject in all dimensions on one day. */
record Matrix() implements Contest {

    private static final int ROWS = FiledSteps.ACTORS * FiledSteps.DIMENSIONS;
    private static final int AGAIN = 10;

    @Override
    public String name() {
        return "a matrix of 200 actors and 8 dimensions on one day, median / 1,600 answers one by one";
    }

    @Override
    public String unit() {
        return "ms";
    }

    @Override
    public Target target() {
        return new Target.AtMost(12, unit());
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        return new Both(FiledSteps.of(server, size.steps(), size.corrections()));
    }

    private record Both(FiledSteps filed) implements Sides {

        @Override
        public double reference() throws Exception {
            var chance = new SplittableRandom(ROWS);
            return Turn.millis(1, 0.5, () -> {
                for (int i = 0; i < ROWS; i++) {
                    Timeline pair = filed.pair(chance);
                    filed.table().at(pair, FiledSteps.DIMENSION, filed.someTime(chance));
                }
            });
        }

        @Override
        public double candidate() throws Exception {
            var chance = new SplittableRandom(ROWS);
            return Turn.millis(AGAIN, 0.5, () -> {
                AsOf asOf = filed.now(FiledSteps.someDay(chance));
                Whole.of(
                        ROWS,
                        filed.table()
                                .slice(FiledSteps.firstSubject(), Cells.ALL, asOf)
                                .size());
            });
        }

        @Override
        public void close() throws SQLException {
            filed.close();
        }
    }
}
