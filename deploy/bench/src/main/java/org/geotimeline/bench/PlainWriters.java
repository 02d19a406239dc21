package org.geotimeline.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writers by plain JDBC, each on a connection of its own, one event a commit. */
final class PlainWriters implements AutoCloseable {

    private final List<PlainJdbc> writers = new ArrayList<>();

    PlainWriters(Ledger ledger, int many) throws SQLException {
        for (int i = 0; i < many; i++) {
            writers.add(new PlainJdbc(ledger.connect()));
        }
    }

    double rate(Duration turn) throws Exception {
        return Turn.rate(
                turn,
                writers.stream()
                        .map(writer -> (Turn.Work) () -> writer.insert(GeneratedActs.next()))
                        .toList());
    }

    @Override
    public void close() throws SQLException {
        for (PlainJdbc writer : writers) {
            writer.close();
        }
    }
}
