package org.geotimeline.projection.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limits of the role by which analysts ask in SQL. PostgreSQL lets every role change its own settings, so each start of the
 * application sets them again. A role cannot change its grants.
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

    private static final String NOT_ALLOWED = "42501";
    private static final Logger LOG = LoggerFactory.getLogger(Analysts.class);

    private Analysts() {}

    /**
     * Sets the limits. If the user may not alter the role, because another user of the same server made it, the limits stay as
     * they are and the log reports it.
     *
     * @param owner connections of the owner of the tables
     */
    public static void limit(DataSource owner) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            for (String limit : LIMITS) {
                statement.execute(limit);
            }
        } catch (SQLException e) {
            if (NOT_ALLOWED.equals(e.getSQLState())) {
                LOG.warn(
                        "the limits of analyst_ro stay as they are, because this user may not alter it: {}",
                        e.getMessage());
                return;
            }
            throw new IllegalStateException("the role of analysts cannot be limited", e);
        }
    }
}
