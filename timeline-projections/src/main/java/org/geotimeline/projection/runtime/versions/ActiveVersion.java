package org.geotimeline.projection.runtime.versions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The active version of each view: the one that answers. The choice is stored in the database for all nodes; a node follows the
 * choice of another within a second. A node whose program lacks the chosen version answers by the newest that it has.
 */
public final class ActiveVersion {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveVersion.class);
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Earlier versions first. */
    private static final Comparator<String> BY_VERSION = Comparator.comparingInt(ActiveVersion::version);

    private final DataSource source;
    private final Map<String, List<String>> versions = new HashMap<>();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Map<String, String> chosen = Map.of();
    private volatile long readAt = System.nanoTime() - 2 * FRESH_NANOS;

    /** @param names of all versions of all views that the program has */
    public ActiveVersion(DataSource source, List<String> names) {
        this.source = source;
        for (String name : names) {
            versions.computeIfAbsent(view(name), v -> new ArrayList<>()).add(name);
        }
        versions.values().forEach(of -> of.sort(BY_VERSION));
    }

    /** {@code stance} of {@code stance_v2}. */
    public static String view(String name) {
        return name.substring(0, name.lastIndexOf("_v"));
    }

    private static int version(String name) {
        return Integer.parseInt(name.substring(name.lastIndexOf("_v") + 2));
    }

    /** The versions of that view, earlier ones first; empty if the program has no such view. */
    public List<String> versions(String view) {
        return List.copyOf(versions.getOrDefault(view, List.of()));
    }

    /** The name of the version that answers for that view, which may be named by any of its versions. */
    public String of(String name) {
        String view = view(name);
        List<String> available = versions.getOrDefault(view, List.of(name));
        if (available.size() == 1) {
            return available.getFirst();
        }
        refresh();
        String chosen = this.chosen.getOrDefault(view, "");
        return available.contains(chosen) ? chosen : available.getLast();
    }

    private void refresh() {
        if (System.nanoTime() - readAt < FRESH_NANOS || !reading.tryLock()) {
            return;
        }
        try (Connection connection = source.getConnection()) {
            read(connection);
        } catch (SQLException e) {
            LOG.debug("cannot read which versions are active; those active before go on", e);
        } finally {
            reading.unlock();
        }
    }

    private void read(Connection connection) throws SQLException {
        var found = new HashMap<String, String>();
        try (PreparedStatement select = connection.prepareStatement("select view, name from projection.serving");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        chosen = Map.copyOf(found);
        readAt = System.nanoTime();
    }

    /** The next question reads again. */
    public void forget() {
        readAt = System.nanoTime() - 2 * FRESH_NANOS;
    }

    /**
     * Chooses the version that has read furthest, of several the newest, if none is chosen or this program no longer has the
     * chosen one. So a new version beside one that is built does not answer before an operator chooses it.
     *
     * @return the active version
     */
    public String settle(Connection connection, String view) throws SQLException {
        List<String> available = versions(view);
        lock(connection, view); // one version and one node after the other
        Optional<String> chosen = chosen(connection, view);
        if (chosen.filter(available::contains).isPresent()) {
            return chosen.get();
        }
        String furthest = furthest(connection, available);
        choose(
                connection,
                furthest,
                chosen.map("%s is not in the program any more"::formatted).orElse("the first"));
        return furthest;
    }

    private static void lock(Connection connection, String view) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "select pg_advisory_xact_lock(hashtext('projection.serving'), hashtext(?))")) {
            lock.setString(1, view);
            lock.execute();
        }
    }

    private static Optional<String> chosen(Connection connection, String view) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select name from projection.serving where view = ? for update")) {
            select.setString(1, view);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /**
     * Holds the choice until the transaction ends.
     *
     * @throws VersionRefused if that version is the active one
     */
    public static void requireNotServing(Connection connection, String name) throws SQLException {
        if (chosen(connection, view(name)).filter(name::equals).isPresent()) {
            throw answers(name);
        }
    }

    public static VersionRefused answers(String name) {
        return new VersionRefused(
                "%s answers; have another version answer first, a new one built beside it where there is none"
                        .formatted(name));
    }

    private static String furthest(Connection connection, List<String> names) throws SQLException {
        String furthest = names.getLast();
        long position = position(connection, furthest);
        for (String name : names.reversed()) {
            long other = position(connection, name);
            if (other > position) {
                furthest = name;
                position = other;
            }
        }
        return furthest;
    }

    public static long position(Connection connection, String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select position from projection.token where name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Makes a version the active one from the commit on. */
    public void choose(Connection connection, String name, String reason) throws SQLException {
        String view = view(name);
        String before = chosen(connection, view).orElse(null);
        try (PreparedStatement upsert = connection.prepareStatement("""
            insert into projection.serving (view, name) values (?, ?)
            on conflict (view) do update set name = excluded.name, since = clock_timestamp()\
            """)) {
            upsert.setString(1, view);
            upsert.setString(2, name);
            upsert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into projection.served (view, name, before, position, reason) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, view);
            insert.setString(2, name);
            insert.setString(3, before);
            insert.setLong(4, position(connection, name));
            insert.setString(5, reason);
            insert.executeUpdate();
        }
    }

    /** The switches of a view, the latest first; at most {@code limit}. */
    public static List<VersionSwitch> log(Connection connection, String view, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
            select since, name, before, position, reason from projection.served
            where view = ? order by since desc limit ?\
            """)) {
            select.setString(1, view);
            select.setInt(2, limit);
            var served = new ArrayList<VersionSwitch>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    served.add(new VersionSwitch(
                            Objects.requireNonNull(rows.getObject(1, OffsetDateTime.class))
                                    .toInstant(),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getLong(4),
                            rows.getString(5)));
                }
            }
            return served;
        }
    }
}
