package org.geotimeline.projection.runtime.parked;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;

/** The tables {@code projection.parked} and {@code projection.dropped}, for one projection. */
public final class ParkedActs {

    private final String name;
    private final int maxParked;

    public ParkedActs(String name) {
        this(name, ParkedTimelines.MAX_PARKED);
    }

    /** @param maxParked the number of parked acts at which the projection stops */
    public ParkedActs(String name, int maxParked) {
        this.name = name;
        this.maxParked = maxParked;
    }

    // ------------------------------------------------------------------------------------------ for runners

    /** All parked acts and dropped events; under the lock on the projection's token. */
    public ParkedTimelines read(Connection connection) throws SQLException {
        var timelines = new HashMap<Timeline, Long>();
        var acts = new HashMap<ActId, Long>();
        int parked = 0;
        try (PreparedStatement select = connection.prepareStatement(
                        "select timeline, position, act_id from projection.parked where name = ?");
                ResultSet rows = executed(select)) {
            while (rows.next()) {
                List<String> timeline = texts(rows, 1);
                if (timeline.isEmpty()) {
                    acts.merge(new ActId(rows.getString(3)), rows.getLong(2), Math::min);
                } else {
                    timelines.merge(new Timeline(timeline), rows.getLong(2), Math::min);
                }
                parked++;
            }
        }
        return new ParkedTimelines(timelines, acts, droppedPositions(connection), parked, maxParked);
    }

    private Set<Long> droppedPositions(Connection connection) throws SQLException {
        var positions = new HashSet<Long>();
        try (PreparedStatement select =
                        connection.prepareStatement("select position from projection.dropped where name = ?");
                ResultSet rows = executed(select)) {
            while (rows.next()) {
                positions.add(rows.getLong(1));
            }
        }
        return positions;
    }

    /** Binds the projection's name and runs the query. */
    private ResultSet executed(PreparedStatement select) throws SQLException {
        select.setString(1, name);
        return select.executeQuery();
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private static String[] values(@Nullable Timeline timeline) {
        return timeline == null ? new String[0] : timeline.values().toArray(new String[0]);
    }

    public void add(Connection connection, List<ParkedTimelines.Waiting> waiting) throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
            insert into projection.parked (name, timeline, position, act_id, behind) values (?, ?, ?, ?, ?)
            """)) {
            for (ParkedTimelines.Waiting each : waiting) {
                insert.setString(1, name);
                insert.setArray(2, connection.createArrayOf("text", values(each.timeline())));
                insert.setLong(3, each.position());
                insert.setString(4, each.act().text());
                insert.setLong(5, each.behind());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Parks the act, or notes one more failed try. */
    public void park(Connection connection, ActNotApplicable notApplicable, int tries) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
            insert into projection.parked (name, timeline, position, act_id, cause, tries)
            select ?, ?, ?, ?, ?, ? where (select count(*) from projection.parked where name = ?) < ?
            on conflict (name, timeline, position) do update
            set cause = excluded.cause, behind = null, tries = projection.parked.tries + excluded.tries, wanted = false
            """)) {
            upsert.setString(1, name);
            upsert.setArray(
                    2,
                    connection.createArrayOf(
                            "text", values(notApplicable.timeline().orElse(null))));
            upsert.setLong(3, notApplicable.position());
            upsert.setString(4, notApplicable.act().text());
            upsert.setString(5, notApplicable.why());
            upsert.setInt(6, tries);
            upsert.setString(7, name);
            upsert.setInt(8, maxParked);
            if (upsert.executeUpdate() == 0) {
                throw new IllegalStateException("%d acts are parked; no more are".formatted(maxParked));
            }
        }
    }

    /** The first act that is to be tried again; acts without a timeline come first. */
    public Optional<ParkedAct> wanted(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        ROWS + "where name = ? and wanted order by cardinality(timeline), timeline, position limit 1");
                ResultSet row = executed(select)) {
            return row.next() ? Optional.of(parked(row)) : Optional.empty();
        }
    }

    /** The events that a timeline has not applied, by position. */
    public NavigableMap<Long, ActId> waiting(Connection connection, Timeline timeline) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select position, act_id from projection.parked where name = ? and timeline = ?")) {
            select.setArray(2, connection.createArrayOf("text", values(timeline)));
            var waiting = new TreeMap<Long, ActId>();
            try (ResultSet rows = executed(select)) {
                while (rows.next()) {
                    waiting.put(rows.getLong(1), new ActId(rows.getString(2)));
                }
            }
            return waiting;
        }
    }

    /** Notes that the act, or one that waits behind it, was tried again and failed. */
    public void triedInVain(Connection connection, ParkedAct first, ActNotApplicable again) throws SQLException {
        String where = again.position() == first.position() ? "" : "at position %d: ".formatted(again.position());
        try (PreparedStatement update = connection.prepareStatement("""
            update projection.parked set cause = ?, tries = tries + 1, wanted = false
            where name = ? and timeline = ? and position = ?\
            """)) {
            update.setString(1, where + again.why());
            update.setString(2, name);
            update.setArray(3, connection.createArrayOf("text", first.timeline().toArray(new String[0])));
            update.setLong(4, first.position());
            update.executeUpdate();
        }
    }

    /** Removes the parked acts of a timeline that has applied them all. */
    public void release(Connection connection, Timeline timeline) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from projection.parked where name = ? and timeline = ?")) {
            delete.setString(1, name);
            delete.setArray(2, connection.createArrayOf("text", values(timeline)));
            delete.executeUpdate();
        }
    }

    /** For a start from the first event: acts that cannot be applied are found again. */
    public void releaseAll(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from projection.parked where name = ?")) {
            delete.setString(1, name);
            delete.executeUpdate();
        }
    }

    // ------------------------------------------------------------------------------------------ for operators

    private static final String ROWS = """
        select name, timeline, position, act_id, cause, behind, tries, wanted, parked_at from projection.parked
        """;

    private static ParkedAct parked(ResultSet row) throws SQLException {
        return new ParkedAct(
                row.getString(1),
                texts(row, 2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, Long.class),
                row.getInt(7),
                row.getBoolean(8),
                row.getObject(9, OffsetDateTime.class).toInstant());
    }

    /** The parked acts after that position, in order of positions and timelines. */
    public List<ParkedAct> list(Connection connection, long after, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                ROWS + "where name = ? and position > ? order by position, timeline limit ?")) {
            select.setLong(2, after);
            select.setInt(3, limit);
            var parked = new ArrayList<ParkedAct>();
            try (ResultSet rows = executed(select)) {
                while (rows.next()) {
                    parked.add(parked(rows));
                }
            }
            return parked;
        }
    }

    /**
     * Marks acts at fault to be tried again.
     *
     * @param position of one act; null for all
     * @return the number of marked acts
     */
    public int want(Connection connection, @Nullable Long position) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
            update projection.parked set wanted = true
            where name = ? and cause is not null and position = coalesce(?::bigint, position)
            """)) {
            update.setString(1, name);
            update.setObject(2, position);
            return update.executeUpdate();
        }
    }

    /** Leaves an event out for ever; false if no act at fault is parked at that position. */
    public boolean drop(Connection connection, long position, String reason) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
            insert into projection.dropped (name, position, act_id, cause, reason)
            select name, position, min(act_id), min(cause), ? from projection.parked
            where name = ? and position = ? and cause is not null group by name, position
            """)) {
            insert.setString(1, reason);
            insert.setString(2, name);
            insert.setLong(3, position);
            return insert.executeUpdate() > 0;
        }
    }

    public List<DroppedEvent> dropped(Connection connection, long after, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
            select name, position, act_id, cause, reason, dropped_at from projection.dropped
            where name = ? and position > ? order by position limit ?\
            """)) {
            select.setLong(2, after);
            select.setInt(3, limit);
            var dropped = new ArrayList<DroppedEvent>();
            try (ResultSet rows = executed(select)) {
                while (rows.next()) {
                    dropped.add(new DroppedEvent(
                            rows.getString(1),
                            rows.getLong(2),
                            rows.getString(3),
                            Objects.requireNonNull(rows.getString(4)),
                            Objects.requireNonNull(rows.getString(5)),
                            rows.getObject(6, OffsetDateTime.class).toInstant()));
                }
            }
            return dropped;
        }
    }
}
