package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes rows, one commit each, until the database is gone, and remembers the acknowledged ones. */
final class AcknowledgedRows {

    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private volatile boolean refused;

    /** Continues to write in the background after this number of rows is in. */
    void write(String url, String user, String password, int enough) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists acknowledged (id bigint primary key)");
        }
        refused = false;
        long first = acknowledged.size();
        Thread.ofPlatform().daemon().start(() -> {
            try (var connection = DriverManager.getConnection(url, user, password);
                    var insert = connection.prepareStatement("insert into acknowledged values (?)")) {
                for (var id = first * 2 + 1; ; id++) {
                    insert.setLong(1, id);
                    insert.executeUpdate();
                    acknowledged.add(id);
                }
            } catch (SQLException e) {
                refused = true;
            }
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() >= first + enough);
    }

    void awaitRefusal() {
        await().atMost(Duration.ofSeconds(30)).until(() -> refused);
    }

    void assertAllIn(String url, String user, String password) throws SQLException {
        var found = new HashSet<Long>();
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from acknowledged")) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        assertThat(found).isNotEmpty().containsAll(acknowledged);
    }
}
