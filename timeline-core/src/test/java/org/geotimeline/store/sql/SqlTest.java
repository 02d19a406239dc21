package org.geotimeline.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.geotimeline.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final HikariDataSource source = database.superuser();
    private final Sql sql = new Sql(source, "the table cannot be used");

    @BeforeEach
    void create() {
        sql.with(connection -> execute(connection, "create table one (n int primary key)"));
    }

    @AfterEach
    void close() {
        source.close();
        database.close();
    }

    @Test
    void a_transaction_is_committed_and_the_next_statement_commits_by_itself_again() {
        sql.inTransaction(connection -> execute(connection, "insert into one values (1)"));
        assertThat(rows()).isEqualTo(1);
        assertThat(sql.<Boolean>with(Connection::getAutoCommit)).isTrue();
    }

    @Test
    void what_a_failed_transaction_wrote_is_rolled_back() {
        assertThatThrownBy(() -> sql.inTransaction(connection -> {
                    execute(connection, "insert into one values (1)");
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
        assertThat(rows()).isZero();
        assertThat(sql.<Boolean>with(Connection::getAutoCommit)).isTrue();
    }

    @Test
    void what_a_cursor_wrote_is_rolled_back() {
        sql.withCursor(connection -> execute(connection, "insert into one values (1)"));
        assertThat(rows()).isZero();
    }

    @Test
    void a_failure_of_the_database_becomes_the_callers_sentence() {
        assertThatThrownBy(() -> sql.inTransaction(connection -> execute(connection, "insert into another values (1)")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the table cannot be used")
                .hasCauseInstanceOf(SQLException.class);
    }

    private static boolean execute(Connection connection, String statement) throws SQLException {
        try (Statement any = connection.createStatement()) {
            return any.execute(statement);
        }
    }

    private long rows() {
        return sql.with(connection -> {
            try (Statement count = connection.createStatement();
                    var row = count.executeQuery("select count(*) from one")) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
