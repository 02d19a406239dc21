package org.geotimeline.projection.runtime;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.geotimeline.projection.runtime.steps.Tables;
import org.geotimeline.projection.runtime.steps.Token;
import org.geotimeline.projection.runtime.versions.ActiveVersion;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.SqlView;

/** Creates the tables, the token and the SQL views of one projection, if they do not exist yet. */
final class TableSetup {

    private final Projection projection;
    private final Tables tables;
    private final ActiveVersion activeVersion;

    TableSetup(Projection projection, Tables tables, ActiveVersion activeVersion) {
        this.projection = projection;
        this.tables = tables;
        this.activeVersion = activeVersion;
    }

    void prepare(Connection connection) throws SQLException {
        try (Statement make = connection.createStatement()) {
            // Two nodes that make the same table at once would fail one another.
            make.execute("select pg_advisory_xact_lock(hashtext('projection.token'), hashtext('%s'))"
                    .formatted(tables.name()));
            tables.make(connection);
            make.execute("set local search_path = projection");
            if (isNew(connection) && !projection.tables().isBlank()) {
                make.execute(projection.tables());
            }
            make.execute("set local search_path = default");
        }
        Token.make(connection, tables);
        if (activeVersion.settle(connection, ActiveVersion.view(tables.name())).equals(tables.name())) {
            makeSqlViews(connection);
        }
    }

    private boolean isNew(Connection connection) throws SQLException {
        return Token.of(connection, tables.name()).isEmpty();
    }

    /** From the commit on the SQL views show this version. */
    void makeSqlViews(Connection connection) throws SQLException {
        try (Statement make = connection.createStatement()) {
            for (SqlView view : projection.sheets()) {
                make(view, make);
            }
        }
    }

    /** Recreates a view only if its statements changed, because its readers would have to wait. */
    private void make(SqlView view, Statement make) throws SQLException {
        var ddl = new SqlViewDdl(view, tables);
        List<String> statements = ddl.statements();
        String mark = UUID.nameUUIDFromBytes(statements.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        try (ResultSet there = make.executeQuery("""
            select to_regnamespace('bi') is null,
                coalesce(obj_description(to_regprocedure('%s')), '') like '%%%s%%'\
            """.formatted(ddl.signature(), mark))) {
            there.next();
            if (there.getBoolean(1) || there.getBoolean(2)) {
                return; // a database of tests may have no schema for analysts
            }
        }
        for (String statement : statements) {
            make.execute(statement);
        }
        make.execute(ddl.comment(mark));
    }
}
