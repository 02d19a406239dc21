package org.geotimeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of a node that appends. It takes all that waits as a group, checks each append's own condition against
 * the ledger and against the earlier ones of the group, and writes those that hold in one statement and one commit.
 *
 * <p>It remembers the head that it left and the tags of the latest events, so that a condition whose marker lies inside
 * that memory needs no look at the database. Where another node was faster, the update of the head finds no row: then it
 * reads on and checks anew.
 */
final class Appender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

    private static final int WAITING = 4_096;
    private static final int GROUP = 512;
    private static final int GROUP_EVENTS = 8_192;
    private static final int REMEMBERED = 20_000;
    private static final long PATIENCE_MS = 10_000;
    private static final int TRIES = 1_000;

    /** Nothing is written where the head is not where it was left; then the answer is no row. */
    private static final String APPEND = """
            with h as (
                update timeline.head
                set position = ? + ?,
                    recorded_at = greatest(clock_timestamp(), recorded_at + interval '1 microsecond')
                        + (? - 1) * interval '1 microsecond'
                where position = ?
                returning recorded_at - (? - 1) * interval '1 microsecond' as first
            ), e as (
                insert into timeline.event (position, event_id, type, version, recorded_at, said_at, tags, metadata,
                    payload, salt, body_hash, leaf)
                select ? + u.n, u.id, u.type, u.version, t.at, u.said, u.tags::text[], u.metadata, u.payload, u.salt, u.hash,
                    sha256('\\x00'::bytea || int8send((extract(epoch from t.at) * 1000000)::int8) || u.hash)
                from h, unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[],
                    ?::bytea[]) with ordinality as u (id, type, version, said, tags, metadata, payload, salt, hash, n),
                    lateral (select h.first + (u.n - 1) * interval '1 microsecond' as at) t
                returning position, type, tags
            ), g as (
                insert into timeline.tag (tag, position, type)
                select unnest(e.tags), e.position, e.type from e
            )
            select pg_notify('timeline_event', (? + ?)::text) from h""";

    private final DataSource dataSource;
    private final Wake wake;
    private final BlockingQueue<Append> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Deque<Remembered> memory = new ArrayDeque<>();
    private final Thread thread;
    private long head = -1;
    private volatile boolean closed;

    /** What a condition is checked against. */
    private record Remembered(long position, String type, Set<String> tags) {}

    Appender(DataSource dataSource, Wake wake) {
        this.dataSource = dataSource;
        this.wake = wake;
        this.thread = Thread.ofPlatform().daemon().name("ledger-append").start(this::run);
    }

    /** Waits for a place in the queue, bounded; the future ends with the commit or with why there was none. */
    CompletableFuture<Long> append(Append append) {
        try {
            if (closed || !waiting.offer(append, PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                append.done()
                        .completeExceptionally(new EventStoreException(
                                closed ? "the store is closed" : "too many appends are waiting; nothing was recorded"));
            } else if (closed) {
                failWaiting();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            append.done().completeExceptionally(new EventStoreException("interrupted; nothing was recorded", e));
        }
        return append.done();
    }

    private void run() {
        var group = new ArrayList<Append>();
        while (!closed) {
            try {
                Append first = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    gather(first, group);
                    commit(group);
                }
            } catch (InterruptedException e) {
                closed = true;
            } catch (RuntimeException | Error e) {
                LOG.error("an append failed", e);
                forget();
                group.forEach(a -> a.done().completeExceptionally(e));
            }
            group.clear();
        }
        failWaiting();
    }

    private void gather(Append first, List<Append> group) {
        group.add(first);
        int events = first.rows().size();
        while (group.size() < GROUP && events < GROUP_EVENTS) {
            Append next = waiting.poll();
            if (next == null) {
                return;
            }
            group.add(next);
            events += next.rows().size();
        }
    }

    private void failWaiting() {
        for (Append left = waiting.poll(); left != null; left = waiting.poll()) {
            left.done().completeExceptionally(new EventStoreException("the store is closed; nothing was recorded"));
        }
    }

    // ----------------------------------------------------------------------------------------------------- commit

    private void commit(List<Append> group) {
        try (Connection connection = dataSource.getConnection()) {
            commit(connection, group);
        } catch (SQLException e) {
            forget();
            settle(group, e);
        }
    }

    private void commit(Connection connection, List<Append> group) throws SQLException {
        if (head < 0) {
            head = Rows.head(connection);
        }
        for (int tried = 0; tried < TRIES; tried++) {
            List<Append> holding = holding(connection, group);
            if (holding.isEmpty() || write(connection, holding)) {
                return;
            }
            readOn(connection);
        }
        throw new SQLException("other nodes kept appending");
    }

    /** Those whose condition holds; the others are told that it does not, and leave the group. */
    private List<Append> holding(Connection connection, List<Append> group) throws SQLException {
        var holding = new ArrayList<Append>();
        for (Append append : group) {
            if (append.done().isDone()) {
                continue;
            }
            if (conflict(connection, append, holding)) {
                append.done()
                        .completeExceptionally(AppendEventsTransactionRejectedException.conflictingEventsDetected(
                                new GlobalIndexConsistencyMarker(append.marker())));
            } else {
                holding.add(append);
            }
        }
        return holding;
    }

    private boolean conflict(Connection connection, Append append, List<Append> before) throws SQLException {
        if (append.condition().isEmpty()) {
            return false;
        }
        for (Append earlier : before) {
            if (earlier.rows().stream().anyMatch(row -> append.conflictsWith(row.tagSet(), row.type()))) {
                return true;
            }
        }
        return head > append.marker() && (remembers(append.marker()) ? remembered(append) : onFile(connection, append));
    }

    private boolean remembers(long marker) {
        return !memory.isEmpty() && memory.getFirst().position() <= marker + 1;
    }

    private boolean remembered(Append append) {
        var newest = memory.descendingIterator();
        while (newest.hasNext()) {
            Remembered event = newest.next();
            if (event.position() <= append.marker()) {
                return false;
            }
            if (append.conflictsWith(event.tags(), event.type())) {
                return true;
            }
        }
        return false;
    }

    private static boolean onFile(Connection connection, Append append) throws SQLException {
        for (Append.Criterion criterion : append.condition()) {
            if (onFile(connection, criterion, append.marker())) {
                return true;
            }
        }
        return false;
    }

    private static boolean onFile(Connection connection, Append.Criterion criterion, long marker) throws SQLException {
        var values = new ArrayList<Object>();
        List<String> tags = List.copyOf(criterion.tags());
        var sql = new StringBuilder("select exists (select 1 from ");
        sql.append(tags.isEmpty() ? "timeline.event t0" : "timeline.tag t0");
        for (int i = 1; i < tags.size(); i++) {
            sql.append(" join timeline.tag t%d on t%d.position = t0.position and t%d.tag = ?".formatted(i, i, i));
            values.add(tags.get(i));
        }
        sql.append(" where t0.position > ?");
        values.add(marker);
        if (!tags.isEmpty()) {
            sql.append(" and t0.tag = ?");
            values.add(tags.getFirst());
        }
        if (!criterion.types().isEmpty()) {
            sql.append(" and t0.type = any (?)");
            values.add(criterion.types().toArray(String[]::new));
        }
        sql.append(")");
        try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
            Rows.bind(select, values.toArray());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** False where another node has appended meanwhile, and nothing was written. */
    private boolean write(Connection connection, List<Append> holding) throws SQLException {
        List<Append.Row> rows = holding.stream().flatMap(a -> a.rows().stream()).toList();
        if (!insert(connection, rows)) {
            return false;
        }
        for (Append.Row row : rows) {
            remember(++head, row.type(), row.tagSet());
        }
        long last = head - rows.size();
        for (Append append : holding) {
            last += append.rows().size();
            append.done().complete(last);
        }
        wake.heard(head);
        return true;
    }

    private boolean insert(Connection connection, List<Append.Row> rows) throws SQLException {
        int n = rows.size();
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            Rows.bind(
                    insert,
                    head,
                    n,
                    n,
                    head,
                    n,
                    head,
                    rows.stream().map(Append.Row::id).toArray(UUID[]::new),
                    rows.stream().map(Append.Row::type).toArray(String[]::new),
                    rows.stream().map(Append.Row::version).toArray(String[]::new),
                    rows.stream().map(r -> moment(r.saidAt())).toArray(String[]::new),
                    rows.stream().map(r -> literal(r.tags())).toArray(String[]::new),
                    rows.stream().map(Append.Row::metadata).toArray(byte[][]::new),
                    rows.stream().map(Append.Row::payload).toArray(byte[][]::new),
                    rows.stream().map(Append.Row::salt).toArray(byte[][]::new),
                    rows.stream().map(Append.Row::bodyHash).toArray(byte[][]::new),
                    head,
                    n);
            try (ResultSet row = insert.executeQuery()) {
                return row.next();
            }
        }
    }

    private static String moment(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toString();
    }

    /** An array of texts as PostgreSQL writes it. */
    private static String literal(List<String> texts) {
        var out = new StringBuilder("{");
        for (String text : texts) {
            out.append(out.length() > 1 ? "," : "")
                    .append('"')
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return out.append('}').toString();
    }

    private void readOn(Connection connection) throws SQLException {
        long now = Rows.head(connection);
        if (now - head > REMEMBERED) {
            forget();
            head = now;
            return;
        }
        for (StoredEvent event : EventLog.read(connection, head, now, EventFilter.ALL, REMEMBERED)) {
            remember(event.position(), event.type(), Set.copyOf(event.tags()));
        }
        head = now;
    }

    private void remember(long position, String type, Set<String> tags) {
        memory.addLast(new Remembered(position, type, tags));
        if (memory.size() > REMEMBERED) {
            memory.removeFirst();
        }
    }

    private void forget() {
        memory.clear();
        head = -1;
    }

    // --------------------------------------------------------------------------------------------- when it failed

    /**
     * After a failure: what of the group is on file, though its answer was lost, is answered; an append alone is told why
     * it failed; of several, each is tried by itself, so that one that cannot be written does not fail its neighbours.
     */
    private void settle(List<Append> group, SQLException failure) {
        List<Append> open = group.stream().filter(a -> !a.done().isDone()).toList();
        if (open.size() == 1) {
            settle(open.getFirst(), failure);
        } else {
            open.forEach(append -> commit(List.of(append)));
        }
    }

    private void settle(Append append, SQLException failure) {
        try (Connection connection = dataSource.getConnection()) {
            List<StoredEvent> onFile = EventIdsOnFile.of(connection, append.rows());
            if (onFile.size() == append.rows().size() && same(onFile, append.rows())) {
                append.done().complete(onFile.getLast().position());
                return;
            }
            append.done()
                    .completeExceptionally(new EventStoreException(
                            onFile.isEmpty()
                                    ? "the append failed; nothing was recorded"
                                    : "an event with this id is on file with another content; nothing was recorded",
                            failure));
        } catch (SQLException e) {
            failure.addSuppressed(e);
            append.done()
                    .completeExceptionally(new EventStoreException(
                            "the append failed, and the database does not say whether anything was recorded", failure));
        }
    }

    /** The same report: same id, type and payload; salt and caller's time are made anew at each try. */
    private static boolean same(List<StoredEvent> onFile, List<Append.Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            StoredEvent stored = onFile.get(i);
            Append.Row row = rows.get(i);
            if (!stored.id().equals(row.id())
                    || !stored.type().equals(row.type())
                    || !stored.version().equals(row.version())
                    || !stored.tags().equals(row.tags())
                    || !Arrays.equals(stored.payload(), row.payload())) {
                return false;
            }
        }
        return true;
    }

    /** Reads events by their ids, in the order in which they were to be appended. */
    private static final class EventIdsOnFile {

        private static final String SQL =
                "select " + Rows.COLUMNS + " from timeline.event e where e.event_id = any (?) order by e.position";

        static List<StoredEvent> of(Connection connection, List<Append.Row> rows) throws SQLException {
            return Rows.select(
                    connection, SQL, (Object) rows.stream().map(Append.Row::id).toArray(UUID[]::new));
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failWaiting();
    }
}
