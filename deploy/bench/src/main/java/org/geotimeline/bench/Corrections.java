package org.geotimeline.bench;

import java.sql.SQLException;
import java.util.SplittableRandom;
import org.geotimeline.bench.peer.Turn;
import org.geotimeline.time.AsOf;

/** A cell with ten thousand corrections of one day, beside a cell without corrections. */
record Corrections(Known known) implements Contest {

    /** The known time of the question. */
    enum Known {
        NOW("now"),
        SOME_TIME("at some time between");

        private final String words;

        Known(String words) {
            this.words = words;
        }
    }

    @Override
    public String name() {
        return "a cell with 10,000 corrections of a day, as known %s, median / one with none".formatted(known.words);
    }

    @Override
    public String unit() {
        return "ms";
    }

    @Override
    public Target target() {
        return new Target.Within(2);
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        return new Both(
                FiledSteps.of(server, size.steps(), size.corrections()), known, size.polls() / 2, size.corrections());
    }

    private record Both(FiledSteps filed, Known known, int questions, int corrections) implements Sides {

        @Override
        public double reference() throws Exception {
            return median(false);
        }

        @Override
        public double candidate() throws Exception {
            return median(true);
        }

        private double median(boolean often) throws Exception {
            var chance = new SplittableRandom(questions);
            return Turn.millis(questions, 0.5, () -> {
                AsOf asOf = switch (known) {
                    case NOW -> filed.now(FiledSteps.firstDay());
                    case SOME_TIME -> filed.someCorrection(chance, corrections);
                };
                int found = filed.table()
                                .at(FiledSteps.corrected(often), FiledSteps.DIMENSION, asOf)
                                .isPresent()
                        ? 1
                        : 0;
                Whole.of(1, found);
            });
        }

        @Override
        public void close() throws SQLException {
            filed.close();
        }
    }
}
