package org.geotimeline.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.geotimeline.bench.peer.Turn;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.projection.stance.StanceProjection;
import org.geotimeline.time.AsOf;

/** One cell of one pair on a day, as known on a day: asked as a view asks, beside a bare probe of its index. */
record PointInTime() implements Contest {

    private static final String PROBE = """
            select since, answer from projection.%s_step
            where rulebook = ? and actor = ? and subject = ? and cell = ? and valid_from <= ? and known_at <= ? and position <= ?
            order by valid_from desc, known_at desc, position desc limit 1""".formatted(StanceProjection.NAME);

    @Override
    public String name() {
        return "one cell at a point in time, median / one index probe by plain JDBC";
    }

    @Override
    public String unit() {
        return "ms";
    }

    @Override
    public Target target() {
        return new Target.Within(1.5);
    }

    @Override
    public String note() {
        return "The probe has a connection of its own and leaves the answer as text; the question takes a connection from the pool, looks at the view's token in the same statement, and reads the answer as JSON.";
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        FiledSteps filed = FiledSteps.of(server, size.steps(), size.corrections());
        return new Both(filed, filed.ledger().connect(), size.polls());
    }

    private record Both(FiledSteps filed, Connection connection, int questions) implements Sides {

        @Override
        public double reference() throws Exception {
            var chance = new SplittableRandom(questions);
            try (PreparedStatement probe = connection.prepareStatement(PROBE)) {
                return Turn.millis(questions, 0.5, () -> probe(probe, filed.pair(chance), filed.someTime(chance)));
            }
        }

        private static void probe(PreparedStatement probe, Timeline pair, AsOf asOf) throws SQLException {
            for (int key = 0; key < pair.values().size(); key++) {
                probe.setString(1 + key, pair.value(key));
            }
            probe.setString(4, FiledSteps.DIMENSION);
            probe.setObject(5, asOf.validAt());
            probe.setObject(6, asOf.knownAt().atOffset(ZoneOffset.UTC));
            probe.setLong(7, asOf.position());
            try (ResultSet row = probe.executeQuery()) {
                while (row.next()) {
                    row.getString(2);
                }
            }
        }

        @Override
        public double candidate() throws Exception {
            var chance = new SplittableRandom(questions);
            return Turn.millis(
                    questions,
                    0.5,
                    () -> filed.table().at(filed.pair(chance), FiledSteps.DIMENSION, filed.someTime(chance)));
        }

        @Override
        public void close() throws SQLException {
            connection.close();
            filed.close();
        }
    }
}
