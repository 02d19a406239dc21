package org.geotimeline.projection.publicfeed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.geotimeline.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One session at a time has the lock of a topic, and no connection in a pool keeps it. */
class FeedLockTest {

    private static final String TOPIC = "topic";

    private final TestDatabase database = TestDatabase.fresh();
    private final HikariDataSource here = database.application();
    private final HikariDataSource there = database.application();
    private final HikariDataSource superuser = database.superuser();

    @AfterEach
    void close() {
        here.close();
        there.close();
        superuser.close();
        database.close();
    }

    @Test
    void while_one_has_it_nobody_else_gets_it_and_a_lock_of_another_topic_is_another() throws SQLException {
        try (FeedLock lock = FeedLock.take(here, TOPIC).orElseThrow()) {
            lock.check();
            assertThat(FeedLock.take(there, TOPIC)).isEmpty();
            assertThat(FeedLock.take(here, TOPIC)).isEmpty();
            try (FeedLock other = FeedLock.take(there, "other").orElseThrow()) {
                other.check();
            }
        }
    }

    @Test
    void what_is_given_back_the_next_can_take_though_the_pool_lives_on() throws SQLException {
        for (int i = 0; i < 3; i++) {
            FeedLock.take(here, TOPIC).orElseThrow().close();
            FeedLock.take(there, TOPIC).orElseThrow().close();
        }
        assertThat(locks()).isZero();
    }

    @Test
    void a_holder_whose_session_was_ended_hears_of_it_and_the_next_can_take_it() throws SQLException {
        FeedLock lock = FeedLock.take(here, TOPIC).orElseThrow();
        query(
                "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThatThrownBy(lock::check).isInstanceOf(SQLException.class));
        lock.close();
        FeedLock.take(there, TOPIC).orElseThrow().close();
        FeedLock.take(here, TOPIC).orElseThrow().close();
    }

    @Test
    void a_lock_that_the_database_does_not_confirm_to_have_back_ends_with_its_session() throws SQLException {
        FeedLock lock = FeedLock.take(here, TOPIC).orElseThrow();
        lock.cut();
        lock.close();
        await().atMost(Duration.ofSeconds(20)).until(() -> locks() == 0);
        FeedLock.take(here, TOPIC).orElseThrow().close();
        assertThat(here.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    private long locks() throws SQLException {
        return query("""
                select count(*) from pg_locks where locktype = 'advisory'
                and database = (select oid from pg_database where datname = current_database())""");
    }

    /** The first column of the first row, where it is a number. */
    private long query(String sql) throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getObject(1) instanceof Long number ? number : -1;
        }
    }
}
