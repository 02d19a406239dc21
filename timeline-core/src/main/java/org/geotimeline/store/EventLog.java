package org.geotimeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.geotimeline.store.sql.Sql;

/**
 * Reads the ledger in the order of positions. Positions have no gaps, so a reader that has seen one position has seen all
 * earlier ones.
 */
public final class EventLog {

    /** The most events of one tag that {@link #tagged} reads. */
    public static final int MAX_TAGGED_EVENTS = 1_000_000;

    private static final int MAX_TRIES = 4;

    private final DataSource dataSource;
    private final LedgerListener listener;

    EventLog(DataSource dataSource, LedgerListener listener) {
        this.dataSource = dataSource;
        this.listener = listener;
    }

    /** The position of the last event; 0 if there is none. */
    public long head() {
        return with(Rows::head);
    }

    /** The recorded time of the last event, by the clock of the database; 1970 if there is none. */
    public Instant lastRecordedAt() {
        return with(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select recorded_at from timeline.head");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        });
    }

    private static final String RECORDED_FROM = """
            select coalesce((select position - 1 from timeline.event where recorded_at >= ? order by recorded_at limit 1),
                (select position from timeline.head))""";

    /** The position before the first event recorded at or after a time; the head if there is no such event. */
    public long positionBefore(Instant recorded) {
        return with(connection -> Rows.number(connection, RECORDED_FROM, recorded.atOffset(ZoneOffset.UTC)));
    }

    private static final String SAID_FROM = """
            with r as (
                select coalesce(min(position), 0) as position from (
                    select position from timeline.event where recorded_at >= ? order by recorded_at limit 1) f
            ), a as (
                select position from timeline.event
                where said_at > recorded_at and recorded_at < ? and said_at >= ? order by recorded_at limit 1
            )
            select coalesce(
                (select position - 1 from a),
                (select e.position - 1 from r join timeline.event e on e.position >= r.position and r.position > 0
                    where e.said_at >= ? order by e.position limit 1),
                (select position from timeline.head))""";

    /**
     * The same for the time that the caller gave the message, which follows no order. Hardly an event is recorded before that time,
     * so the search starts at the first event recorded at or after it. The few events recorded earlier are searched apart.
     */
    long positionBeforeSaid(Instant at) {
        OffsetDateTime from = at.atOffset(ZoneOffset.UTC);
        return with(connection -> Rows.number(connection, SAID_FROM, from, from, from, from));
    }

    private static final String LAST_ERASURE = "select coalesce(max(position), 0) from timeline.event where type = '%s'"
            .formatted(StoredEvent.ERASURE_TYPE);

    /** The position of the last event that reports an erasure; 0 if there is none. */
    public long lastErasure() {
        return with(connection -> Rows.number(connection, LAST_ERASURE));
    }

    /**
     * The basis of data that was read before. While both values are the same, the data are of this ledger, and no event was erased
     * since.
     *
     * @param erased the number of erased events
     * @param leaf the leaf of the event at a position, in hexadecimal; empty if there is no event
     */
    public record Footing(long erased, String leaf) {}

    private static final String FOOTING = """
            select (select count(*) from timeline.event where salt = ''),
                coalesce((select encode(leaf, 'hex') from timeline.event where position = ?), '')""";

    /** The current footing of a position, in one statement. */
    public Footing footing(long position) {
        return with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(FOOTING)) {
                Rows.bind(select, position);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return new Footing(row.getLong(1), row.getString(2));
                }
            }
        });
    }

    /** How the ledger stands, and how old the events at these positions are. */
    public LedgerStatus standing(Collection<Long> positions) {
        return with(connection -> LedgerStatus.read(connection, positions));
    }

    /** Events after a position, up to a limit. */
    public List<StoredEvent> read(long after, int limit) {
        return read(after, Long.MAX_VALUE, EventFilter.ALL, limit);
    }

    /** Events that pass the filter, after a position and up to another one, up to a limit. */
    public List<StoredEvent> read(long after, long upTo, EventFilter filter, int limit) {
        return with(connection -> read(connection, after, upTo, filter, limit));
    }

    /** An event is fetched by its position alone, so that no plan reads the whole ledger to find some of it. */
    private static final String FETCH = "select " + Rows.COLUMNS + " from (%s) p cross join lateral "
            + "(select * from timeline.event f where f.position = p.position offset 0) e order by p.position";

    static List<StoredEvent> read(Connection connection, long after, long upTo, EventFilter filter, int limit)
            throws SQLException {
        if (after >= upTo || limit <= 0) {
            return List.of();
        }
        if (filter.equals(EventFilter.ALL)) {
            return Rows.select(connection, ALL, after, upTo, limit);
        }
        if (filter.tags().size() > 1) {
            return at(connection, Positions.of(connection, filter, after, upTo, limit));
        }
        Positions.Query positions = Positions.Query.of(filter, after, upTo, limit);
        return Rows.select(
                connection, FETCH.formatted(positions.sql()), positions.values().toArray());
    }

    private static final String ALL = "select " + Rows.COLUMNS
            + " from timeline.event e where e.position > ? and e.position <= ? order by e.position limit ?";

    /**
     * All events that carry the tag, up to and including a position.
     *
     * @throws IllegalStateException if there are more than {@link #MAX_TAGGED_EVENTS}; page with {@link #read}
     */
    public List<StoredEvent> tagged(String tag, long upTo) {
        List<StoredEvent> events = read(0, upTo, new EventFilter(Set.of(), Set.of(tag)), MAX_TAGGED_EVENTS + 1);
        if (events.size() > MAX_TAGGED_EVENTS) {
            throw new IllegalStateException("more than %d events carry %s".formatted(MAX_TAGGED_EVENTS, tag));
        }
        return events;
    }

    /** Events of a type that carry the tag, before a position, newest first, up to a limit. */
    public List<StoredEvent> newest(String tag, String type, long before, int limit) {
        String sql = """
                select %s from timeline.tag t join timeline.event e on e.position = t.position
                where t.tag = ? and t.type = ? and t.position < ? order by t.position desc limit ?""".formatted(Rows.COLUMNS);
        return with(connection -> Rows.select(connection, sql, tag, type, before, limit));
    }

    /** The events at these positions, in their order; positions past the head are skipped. */
    public List<StoredEvent> at(Collection<Long> positions) {
        return with(connection -> at(connection, positions));
    }

    private static final String AT =
            "select " + Rows.COLUMNS + " from timeline.event e where e.position = any (?) order by e.position";

    private static List<StoredEvent> at(Connection connection, Collection<Long> positions) throws SQLException {
        return positions.isEmpty() ? List.of() : Rows.select(connection, AT, (Object) positions.toArray(Long[]::new));
    }

    public Optional<StoredEvent> byId(UUID event) {
        String sql = "select " + Rows.COLUMNS + " from timeline.event e where e.event_id = ?";
        return with(connection -> Rows.select(connection, sql, event)).stream().findFirst();
    }

    private static final String KNOWN = "select event_id from timeline.event where event_id = any (?)";

    /** Which of these ids are on file. */
    public List<UUID> known(Collection<UUID> events) {
        return with(connection -> {
            try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
                Rows.bind(select, (Object) events.toArray(UUID[]::new));
                var known = new ArrayList<UUID>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        known.add(row.getObject(1, UUID.class));
                    }
                }
                return known;
            }
        });
    }

    /**
     * Waits until there is an event after the position, or until the timeout. When the store closes, waiting threads return once;
     * later calls wait for their whole timeout.
     */
    public void await(long after, Duration timeout) throws InterruptedException {
        listener.await(after, timeout);
    }

    /** A read changes nothing, so a read whose connection is lost is tried again on another connection. */
    <T> T with(Sql.Work<T> reading) {
        for (int tried = 1; ; tried++) {
            try (Connection connection = dataSource.getConnection()) {
                return reading.on(connection);
            } catch (SQLException e) {
                if (tried == MAX_TRIES || !connectionIsGone(e)) {
                    throw new UnreadableLedger(e);
                }
            }
        }
    }

    private static boolean connectionIsGone(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
