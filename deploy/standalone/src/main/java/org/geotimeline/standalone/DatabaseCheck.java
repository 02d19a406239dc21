package org.geotimeline.standalone;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Checks whether an external PostgreSQL can keep a ledger: its version, the rights of the role, its settings. */
final class DatabaseCheck {

    /** The connections of one server, including two for its start. */
    private static final int NEEDED_CONNECTIONS = 18;

    private final DatabaseAddress address;
    private final ResultSet row;
    private final List<Finding> found = new ArrayList<>();

    private DatabaseCheck(DatabaseAddress address, ResultSet row) {
        this.address = address;
        this.row = row;
    }

    private static final String SELECT_STATE = """
        select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
            current_setting('synchronous_commit') as synchronous_commit,
            current_setting('server_encoding') as encoding,
            current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as usable,
            (select sum(numbackends)::int - 1 from pg_stat_database) as taken,
            pg_is_in_recovery() or current_setting('default_transaction_read_only')::boolean as read_only,
            has_database_privilege(current_database(), 'create') as may_make_schemas,
            (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) as may_make_roles,
            current_database() as database,
            (select pg_get_userbyid(nspowner) from pg_namespace where nspname = 'timeline') as owner,
            (select pg_has_role(current_user, nspowner, 'usage') from pg_namespace where nspname = 'timeline') as owns,
            (select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = 'timeline_app') as timeline_app,
            (select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = 'timeline_eraser')
                as timeline_eraser
        """;

    static List<Finding> of(DatabaseAddress address) {
        String version;
        try {
            version = address.checkedVersion();
        } catch (NotStarted e) {
            return List.of(Finding.wrong(String.valueOf(e.getMessage())));
        }
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                PreparedStatement select = connection.prepareStatement(SELECT_STATE);
                ResultSet row = select.executeQuery()) {
            row.next();
            var check = new DatabaseCheck(address, row);
            check.found.add(Finding.ok("PostgreSQL %s answers at %s".formatted(version, address.jdbcUrl())));
            check.rights();
            check.roles();
            check.settings();
            check.connections();
            return check.found;
        } catch (SQLException e) {
            return List.of(Finding.wrong("the database at %s cannot be checked as %s: %s"
                    .formatted(address.jdbcUrl(), address.user(), e.getMessage())));
        }
    }

    private void rights() throws SQLException {
        String user = address.user();
        String owner = row.getString("owner");
        if (row.getBoolean("read_only")) {
            found.add(
                    Finding.wrong("the database takes no writes: it is a standby, or read-only for %s; name the primary"
                            .formatted(user)));
        }
        if (owner != null && !row.getBoolean("owns")) {
            found.add(Finding.wrong("the ledger belongs to %s, and %s does not have its rights; log in as %s"
                    .formatted(owner, user, owner)));
        } else if (owner == null && !row.getBoolean("may_make_schemas")) {
            found.add(Finding.wrong(
                    "%s may not make schemas; as an administrator: grant create on database \"%s\" to \"%s\""
                            .formatted(user, row.getString("database"), user)));
        } else {
            found.add(Finding.ok(
                    owner == null
                            ? "%s may make the ledger, which does not exist yet".formatted(user)
                            : "%s owns the ledger".formatted(user)));
        }
        if (!row.getString("encoding").equals("UTF8")) {
            found.add(Finding.wrong(
                    "the database has encoding %s, but acts use all scripts; make one with encoding 'UTF8'"
                            .formatted(row.getString("encoding"))));
        }
    }

    private void roles() throws SQLException {
        for (String role : List.of("timeline_app", "timeline_eraser")) {
            role(role);
        }
    }

    private void role(String role) throws SQLException {
        boolean isMember = row.getBoolean(role);
        boolean exists = !row.wasNull();
        if (exists && !isMember) {
            found.add(Finding.wrong("%s is not a member of the role %s; as an administrator: grant %s to \"%s\""
                    .formatted(address.user(), role, role, address.user())));
        } else if (!exists && !row.getBoolean("may_make_roles")) {
            found.add(Finding.wrong(
                    "%s may not make roles, and %s does not exist; as an administrator: alter role \"%s\" createrole"
                            .formatted(address.user(), role, address.user())));
        } else {
            found.add(Finding.ok(
                    exists
                            ? "the role %s exists".formatted(role)
                            : "%s may make the role %s".formatted(address.user(), role)));
        }
    }

    private void settings() throws SQLException {
        var off = new ArrayList<String>();
        for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            if (row.getString(setting).equals("off")) {
                off.add(setting);
            }
        }
        found.add(
                off.isEmpty()
                        ? Finding.ok("fsync, full_page_writes and synchronous_commit are on")
                        : Finding.wrong("%s is off, so a crash of the machine may lose acknowledged acts; turn it on"
                                .formatted(String.join(", ", off))));
    }

    private void connections() throws SQLException {
        int free = row.getInt("usable") - row.getInt("taken");
        String here = "%d of its %d connections are free, and a server needs %d"
                .formatted(free, row.getInt("usable"), NEEDED_CONNECTIONS);
        found.add(
                free < NEEDED_CONNECTIONS
                        ? Finding.warning(here + "; raise max_connections, or lower timeline.database.connections")
                        : Finding.ok(here));
    }
}
