package org.geotimeline.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.geotimeline.store.StoreSchema;
import org.geotimeline.store.TestDatabase;
import org.junit.jupiter.api.Test;

/** A database that an older program made and wrote to, opened by the current program. */
class UpgradeTest {

    @Test
    void a_database_that_has_the_later_versions_of_other_modules_gets_the_earlier_ones_that_came_after()
            throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                HikariDataSource owner = database.superuser()) {
            execute(owner, "drop function timeline.erase(uuid)");
            execute(owner, "delete from timeline.schema_history where version = '4'");
            assertThat(versions(owner)).contains("1", "14").doesNotContain("4");
            StoreSchema.migrate(owner);
            assertThat(versions(owner)).contains("4");
            assertThat(texts(owner, "select to_regprocedure('timeline.erase(uuid)')::text"))
                    .containsExactly("timeline.erase(uuid)");
            StoreSchema.migrate(owner);
        }
    }

    private static List<String> versions(HikariDataSource owner) throws SQLException {
        return texts(owner, "select version from timeline.schema_history where success and version is not null");
    }

    private static void execute(HikariDataSource owner, String sql) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> texts(HikariDataSource owner, String sql) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }
}
