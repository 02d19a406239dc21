package org.geotimeline.projection.runtime.versions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.geotimeline.projection.runtime.parked.ParkedActs;
import org.geotimeline.projection.runtime.steps.Tables;
import org.geotimeline.projection.runtime.steps.Token;
import org.geotimeline.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * A version of a view that is in the database and not in the program.
 *
 * @param name the view with its version
 * @param position of the last event that it has applied
 * @param bytes how much its tables and their indexes take
 * @param serving whether it answers, on a node whose program still has it
 */
public record OrphanVersion(String name, long position, long bytes, boolean serving) {

    private static final String LOCKED = "55P03";
    private static final String DEPENDENT_OBJECTS = "2BP01";

    public static List<OrphanVersion> of(Connection connection, String view, List<String> known) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
            select name, position, exists (select from projection.serving s where s.name = t.name)
            from projection.token t
            where regexp_replace(name, '_v[0-9]+$', '') = ? and name <> all (?)
            order by length(name), name\
            """)) {
            select.setString(1, view);
            select.setArray(2, connection.createArrayOf("text", known.toArray()));
            var gone = new ArrayList<OrphanVersion>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    gone.add(new OrphanVersion(name, rows.getLong(2), bytes(connection, name), rows.getBoolean(3)));
                }
            }
            return gone;
        }
    }

    /** Of all views, with their versions. */
    public static List<String> names(Connection connection, Collection<String> known) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select name from projection.token where name <> all (?) order by name")) {
            select.setArray(1, connection.createArrayOf("text", known.toArray()));
            var names = new ArrayList<String>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }

    private static long bytes(Connection connection, String name) throws SQLException {
        List<String> tables = Tables.on(connection, name);
        try (PreparedStatement select = connection.prepareStatement(
                "select coalesce(sum(pg_total_relation_size(t::regclass)), 0) from unnest(?::text[]) t")) {
            select.setArray(1, connection.createArrayOf("text", tables.toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Removes the tables, the token and the parked acts of the version, all or nothing; false if there is no such version. */
    public static boolean remove(DataSource source, String name, String reason) {
        return new Sql(source, e -> refused(name, e)).inTransaction(connection -> {
            boolean there = locked(connection, name);
            if (there) {
                remove(connection, name, reason);
            }
            return there;
        });
    }

    /** Removes its rows; a program that has the version begins again. */
    public static void empty(DataSource source, String name) {
        new Sql(source, "the rows of %s are not removed".formatted(name))
                .<@Nullable Object>inTransaction(connection -> {
                    Token.lock(connection, name);
                    Token.startOver(connection, name);
                    Tables.empty(connection, name);
                    new ParkedActs(name).releaseAll(connection);
                    return null;
                });
    }

    private static RuntimeException refused(String name, SQLException e) {
        if (LOCKED.equals(e.getSQLState())) {
            return new VersionRefused("another node is at work on %s; replace its program first".formatted(name));
        }
        if (DEPENDENT_OBJECTS.equals(e.getSQLState())) {
            return new VersionRefused("something in the database still reads %s: %s".formatted(name, e.getMessage()));
        }
        return new IllegalStateException("the tables of %s are not removed".formatted(name), e);
    }

    private static boolean locked(Connection connection, String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select from projection.token where name = ? for update nowait")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void remove(Connection connection, String name, String reason) throws SQLException {
        ActiveVersion.requireNotServing(connection, name);
        VersionOrder.note(connection, name, VersionOrder.What.REMOVED, reason);
        new ParkedActs(name).releaseAll(connection);
        List<String> tables = Tables.on(connection, name);
        if (!tables.isEmpty()) {
            try (Statement drop = connection.createStatement()) {
                drop.execute("set local lock_timeout = '5s'"); // who reads them now reads to the end
                drop.execute("drop table " + String.join(", ", tables));
            }
        }
        try (PreparedStatement delete = connection.prepareStatement("delete from projection.token where name = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
        }
    }
}
