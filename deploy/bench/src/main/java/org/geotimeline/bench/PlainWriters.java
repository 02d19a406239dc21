package org.geotimeline.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.geotimeline.bench.peer.Turn;

/** Writers by plain JDBC, each on a connection of its own, one event a commit. */
final class PlainWriters implements Writers {

    private final List<PlainJdbc> writers = new ArrayList<>();

    PlainWriters(Ledger ledger, int many) throws SQLException {
        for (int i = 0; i < many; i++) {
            writers.add(new PlainJdbc(ledger.connect()));
        }
    }

    @Override
    public double rate(Duration turn) throws Exception {
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
