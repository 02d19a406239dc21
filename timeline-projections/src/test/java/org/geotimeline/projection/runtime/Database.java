package org.geotimeline.projection.runtime;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.geotimeline.store.TestDatabase;

/** A fresh database, and the connections of one application to it. */
final class Database implements AutoCloseable {

    private final TestDatabase database = TestDatabase.fresh();
    private final HikariDataSource pool = database.application();

    static Database fresh() {
        return new Database();
    }

    DataSource source() {
        return pool;
    }

    void execute(String sql) throws SQLException {
        execute(pool, sql);
    }

    long count(String table) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    void executeAsOwner(String sql) throws SQLException {
        try (HikariDataSource owner = database.superuser()) {
            execute(owner, sql);
        }
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        pool.close();
        database.close();
    }
}
