package org.geotimeline.projection.runtime;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A fresh database of a real PostgreSQL, with the tables of the runtime and the role of the application. */
final class Database implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final HikariDataSource pool;

    private Database(String name, HikariDataSource pool) {
        this.name = name;
        this.pool = pool;
    }

    private static final class Server {
        private static final EmbeddedPostgres ONE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off") // nothing here outlives the test
                        .setServerConfig("max_connections", "100")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Database fresh() throws SQLException {
        String name = "runtime_" + COUNT.incrementAndGet();
        DataSource owner = Server.ONE.getPostgresDatabase();
        execute(owner, "create database " + name);
        execute(owner, "do $$ begin create role timeline_app; exception when duplicate_object then null; end $$");
        Flyway.configure()
                .dataSource(Server.ONE.getDatabase("postgres", name))
                .locations("classpath:db/timeline")
                .load()
                .migrate();
        var config = new HikariConfig();
        config.setJdbcUrl(Server.ONE.getJdbcUrl("postgres", name));
        config.setConnectionInitSql("set role timeline_app");
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(0);
        return new Database(name, new HikariDataSource(config));
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    DataSource source() {
        return pool;
    }

    void execute(String sql) throws SQLException {
        execute(pool, sql);
    }

    void executeAsOwner(String sql) throws SQLException {
        execute(Server.ONE.getDatabase("postgres", name), sql);
    }

    @Override
    public void close() {
        pool.close();
    }
}
