package org.geotimeline.projection.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * The limits of the role by which analysts ask in SQL. PostgreSQL lets every role change its own settings, so they are set
 * anew whenever the application starts; what is granted, a role cannot change.
 */
public final class Analysts {

    private static final List<String> LIMITS = List.of(
            "alter role analyst_ro reset all",
            "alter role analyst_ro set statement_timeout = '30s'",
            "alter role analyst_ro set lock_timeout = '5s'",
            "alter role analyst_ro set idle_in_transaction_session_timeout = '60s'",
            "alter role analyst_ro set default_transaction_read_only = on",
            "alter role analyst_ro set search_path = bi",
            "alter role analyst_ro connection limit 20");

    private Analysts() {}

    /** @param owner whose user may alter the role */
    public static void limit(DataSource owner) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            for (String limit : LIMITS) {
                statement.execute(limit);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the role of analysts cannot be limited", e);
        }
    }
}
