package org.geotimeline.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A fresh, migrated database of a real PostgreSQL: one server a JVM, one database a test. With the system property
 * {@code timeline.test.postgres} set to a JDBC URL of a superuser's database, that server is used instead; by one JVM at a time,
 * which {@code -Dtimeline.test.forks=1} sees to.
 */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;
    private static final Set<String> MIGRATED = new HashSet<>();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** Makes a database of its own, migrated. */
    public static synchronized TestDatabase fresh() {
        if (MIGRATED.add(url("timeline_template"))) {
            execute("drop database if exists timeline_template");
            execute("create database timeline_template");
            try (HikariDataSource owner = pool("timeline_template", 2, null)) {
                StoreSchema.migrate(owner);
            }
        }
        String name = "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        execute("drop database if exists " + name);
        execute("create database " + name + " template timeline_template");
        return new TestDatabase(name);
    }

    private static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static synchronized String url(String database) {
        String existing = System.getProperty("timeline.test.postgres");
        if (existing != null) {
            return existing.replaceFirst("/[^/?]*(\\?|$)", "/" + database + "$1");
        }
        if (server == null) {
            try {
                server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
                EmbeddedPostgres running = server;
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        running.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server.getJdbcUrl("postgres", database);
    }

    /** The JDBC URL, with the superuser in it. */
    public String url() {
        return url(name);
    }

    /** Connections as the application has them: they can add to the ledger and not change it. */
    public HikariDataSource application() {
        return pool(name, 24, "set role timeline_app");
    }

    /** Connections of the superuser, to look behind the scenes. */
    public HikariDataSource superuser() {
        return pool(name, 8, null);
    }

    private static HikariDataSource pool(String database, int most, @Nullable String first) {
        var config = new HikariConfig();
        config.setJdbcUrl(url(database));
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        if (first != null) {
            config.setConnectionInitSql(first);
        }
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        execute("drop database if exists " + name + " with (force)");
    }
}
