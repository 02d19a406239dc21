package org.geotimeline.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a node appends, one group after the other. A thread takes all that waits as a group, checks each append's own condition
 * against the ledger and against the earlier ones of the group, and writes those that hold in one statement and one commit.
 * Who comes alone is not handed to the thread, but writes for itself.
 *
 * <p>It remembers the head that it left and the tags of the latest events, so that a condition whose marker lies inside
 * that memory needs no look at the database. Where another node was faster, the update of the head finds no row: then it
 * takes the head's lock, reads on, checks anew and writes.
 *
 * <p>Who waited is answered on a thread of its own, so that what a caller does with an answer never holds up the next group.
 */
final class Appender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

    private static final int WAITING = 4_096;
    private static final int WAITING_BYTES = 64 << 20;
    private static final int GROUP = 512;
    private static final int GROUP_EVENTS = 8_192;
    private static final int REMEMBERED = 20_000;

    /** How long a caller waits for a place among those that wait. */
    private static final long PATIENCE_MS = 10_000;

    /** How long the database may take for one answer; after that the connection is given up. */
    private static final int SILENCE_MS = 30_000;

    /** How long after its first try what is left of a failing group is still tried. */
    private static final long GROUP_MS = 60_000;

    private static final int LOOKS = 3;

    private static final int PATIENT_PART = 4;
    private static final long MOST_PATIENT_NANOS = 500_000;

    /** Wakes the thread when the store closes. */
    private static final Append END = new Append(List.of(), 0, List.of(), new CompletableFuture<>());

    private final DataSource dataSource;
    private final LedgerListener wake;
    private final Notifier notifier;
    private final BlockingQueue<Append> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Semaphore space = new Semaphore(WAITING_BYTES, true);
    private final RecentEvents recent = new RecentEvents(REMEMBERED);
    private final DistributionSummary groups;
    private final Counter conflicts;
    private final Thread thread;

    /** Held by who writes. What follows is read and changed by nobody else. */
    private final ReentrantLock writing = new ReentrantLock();

    private @Nullable Head head;

    /** Of the last group: how many it were with those that came while it was written, and what it took. */
    private int together;

    private long tookNanos;
    private volatile boolean closed;

    Appender(DataSource dataSource, LedgerListener wake, MeterRegistry meters) {
        this.dataSource = dataSource;
        this.wake = wake;
        this.notifier = new Notifier(dataSource);
        this.groups = DistributionSummary.builder("timeline.append.group")
                .description("appends that were taken together, into one commit")
                .baseUnit("appends")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        this.conflicts = Counter.builder("timeline.append.conflicts")
                .description("appends that were refused by their condition, or because their id is taken")
                .register(meters);
        Gauge.builder("timeline.append.waiting", waiting, Collection::size)
                .description("appends that wait for the next group")
                .baseUnit("appends")
                .register(meters);
        this.thread = Thread.ofPlatform().daemon().name("ledger-append").start(this::run);
    }

    // ------------------------------------------------------------------------------------------------ those that wait

    /**
     * Writes it, or waits for a place in the queue, bounded; the future ends with the commit or with why there was none.
     */
    CompletableFuture<List<StoredEvent>> append(Append append) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        int bytes = (int) Math.min(append.bytes(), WAITING_BYTES);
        try {
            if (!space.tryAcquire(bytes, PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                return CompletableFuture.failedFuture(crowded());
            }
            CompletableFuture<List<StoredEvent>> done =
                    append.done().whenComplete((events, failure) -> space.release(bytes));
            if (isWrittenHere(append)) {
                return done; // which is over
            }
            if (closed || !waiting.offer(append, until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                append.done().completeExceptionally(closed ? isClosed() : crowded());
            } else if (closed) {
                failWaiting();
            }
            return done.whenCompleteAsync((events, failure) -> {}, Thread::startVirtualThread);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new EventStoreException("interrupted; nothing was recorded", e);
            append.done().completeExceptionally(interrupted);
            return CompletableFuture.failedFuture(interrupted);
        }
    }

    private static EventStoreException crowded() {
        return new EventStoreException("too many appends are waiting; nothing was recorded");
    }

    private static EventStoreException isClosed() {
        return new EventStoreException("the store is closed; nothing was recorded");
    }

    /** One that finds nobody else, as the last one did, is answered when this returns: no thread is woken for it. */
    private boolean isWrittenHere(Append append) {
        if (Thread.currentThread().isInterrupted() || !writing.tryLock()) {
            return false;
        }
        try {
            boolean alone = !closed && together <= 1 && others() == 0;
            if (alone) {
                write(List.of(append));
            }
            return alone;
        } finally {
            writing.unlock();
        }
    }

    /** Those that wait, where the thread may have taken one that waits for the lock with it. */
    private int others() {
        return waiting.size() + (writing.hasQueuedThreads() ? 1 : 0);
    }

    private void run() {
        var group = new ArrayList<Append>();
        while (!closed) {
            try {
                Append first = waiting.take();
                if (first != END) {
                    take(first, group);
                }
            } catch (InterruptedException e) {
                closed = true;
                group.forEach(append -> refuse(append, isClosed()));
            } catch (RuntimeException | Error e) {
                failed(group, e);
            }
            group.clear();
        }
        failWaiting();
    }

    private void take(Append first, List<Append> group) throws InterruptedException {
        group.add(first);
        writing.lockInterruptibly();
        try {
            gather(group);
            write(group);
        } finally {
            writing.unlock();
        }
    }

    private void write(List<Append> group) {
        long begun = System.nanoTime();
        try {
            groups.record(group.size());
            commit(group, begun + TimeUnit.MILLISECONDS.toNanos(GROUP_MS), true);
        } catch (RuntimeException | Error e) {
            forget();
            failed(group, e);
        }
        together = group.size() + others();
        tookNanos = System.nanoTime() - begun;
    }

    private static void failed(List<Append> group, Throwable cause) {
        refuse(group, "the append failed, and it is not known whether anything was recorded", cause);
        LOG.error("an append failed", cause);
    }

    /**
     * Those who were answered together are mostly about to come again together: it waits for as many as there were last, a part
     * of the time that a commit takes. Who comes alone waits for nobody.
     */
    private void gather(List<Append> group) throws InterruptedException {
        long until = System.nanoTime() + Math.min(tookNanos / PATIENT_PART, MOST_PATIENT_NANOS);
        int events = group.getFirst().rows().size();
        while (group.size() < GROUP && events < GROUP_EVENTS) {
            Append next = group.size() < together
                    ? waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS)
                    : waiting.poll();
            if (next == null || next == END) {
                return;
            }
            group.add(next);
            events += next.rows().size();
        }
    }

    private void failWaiting() {
        for (Append left = waiting.poll(); left != null; left = waiting.poll()) {
            refuse(left, isClosed());
        }
    }

    // -------------------------------------------------------------------------------------------------------- answers

    private static void answer(Append append, List<StoredEvent> events) {
        append.done().complete(events);
    }

    private static void refuse(Append append, RuntimeException why) {
        append.done().completeExceptionally(why);
    }

    private static void refuse(List<Append> appends, String why, Throwable cause) {
        appends.forEach(append -> refuse(append, new EventStoreException(why, cause)));
    }

    // --------------------------------------------------------------------------------------------------------- commit

    /** What stood in the way of a group. */
    private record Failure(Exception cause, Reach reach) {
        enum Reach {
            /** There was no connection: nothing was sent. */
            NOTHING_SENT,
            /** The database has answered, and the connection lives: nothing was written. */
            NOTHING_WRITTEN,
            /** The connection is lost: the statement may have taken effect, or may yet. */
            UNKNOWN
        }
    }

    /**
     * Answers a whole group. After a failure, what of it is on file though its answer was lost is answered; the rest is tried
     * again in halves, so that one that cannot be written does not fail its neighbours.
     */
    private void commit(List<Append> group, long deadline, boolean again) {
        List<Append> open = new ArrayList<>(group);
        Failure failure = tried(open);
        if (failure == null) {
            return;
        }
        boolean interrupted =
                Thread.interrupted(); // a caller, whose connection that has closed: the next is not to be closed
        try {
            recover(group, open, failure, deadline, again);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void recover(List<Append> group, List<Append> open, Failure failure, long deadline, boolean again) {
        boolean refused = failure.reach() == Failure.Reach.NOTHING_WRITTEN && failure.cause() instanceof SQLException;
        if (!refused) { // what the database has refused changes nothing of what is known of the ledger
            forget();
        }
        if (failure.reach() == Failure.Reach.NOTHING_SENT) {
            refuse(open, "the database cannot be reached; nothing was recorded", failure.cause());
            return;
        }
        if (!lookUp(open, failure)) {
            refuse(
                    open,
                    "the append failed, and the database does not say whether anything was recorded",
                    failure.cause());
            return;
        }
        boolean lost = failure.reach() == Failure.Reach.UNKNOWN;
        boolean fewer = open.size() < group.size();
        if (open.isEmpty()) {
            return;
        }
        if (System.nanoTime() - deadline > 0 || (open.size() == 1 && !fewer && !(lost && again))) {
            refuse(open, "the append failed; nothing was recorded", failure.cause());
        } else if (fewer) {
            commit(open, deadline, again);
        } else if (open.size() == 1) {
            commit(open, deadline, false);
        } else {
            int half = open.size() / 2;
            commit(open.subList(0, half), deadline, again);
            commit(open.subList(half, open.size()), deadline, again);
        }
    }

    /** Writes and answers; what is left open after a failure stays in the list. */
    private @Nullable Failure tried(List<Append> open) {
        Connection connection;
        try {
            connection = dataSource.getConnection();
        } catch (SQLException | RuntimeException e) {
            return new Failure(e, Failure.Reach.NOTHING_SENT);
        }
        try {
            connection.setNetworkTimeout(Runnable::run, SILENCE_MS);
            while (!open.isEmpty()) {
                round(connection, open);
            }
            return null;
        } catch (SQLException | RuntimeException e) {
            return new Failure(e, lives(connection) ? Failure.Reach.NOTHING_WRITTEN : Failure.Reach.UNKNOWN);
        } finally {
            close(connection);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection could not be given back", e);
        }
    }

    private static boolean lives(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Answers the first of those that are open, and all others that do not hang on one that is written here. */
    private void round(Connection connection, List<Append> open) throws SQLException {
        if (head == null) {
            head = Head.read(connection);
        }
        List<Append> holding = holding(connection, open);
        if (holding.isEmpty() || insert(connection, holding)) {
            written(holding, open);
            return;
        }
        connection.setAutoCommit(false);
        readOn(connection, Head.lock(connection));
        holding = holding(connection, open);
        if (!holding.isEmpty() && !insert(connection, holding)) {
            throw new IllegalStateException("the head has moved although it was locked");
        }
        connection.commit();
        connection.setAutoCommit(true);
        written(holding, open);
    }

    /**
     * Those whose condition holds. The others are told that it does not, or are answered with where they are on file; one
     * that hangs on an append of the same round stays open for the next, when that one's fate is known.
     */
    private List<Append> holding(Connection connection, List<Append> open) throws SQLException {
        var holding = new ArrayList<Append>();
        var ids = new HashSet<UUID>();
        var tags = new HashSet<String>();
        var conflicting = new ArrayList<Append>();
        for (Append append : open) {
            if (conflicts(connection, append)) {
                conflicting.add(append);
            } else if (append.rows().stream().noneMatch(row -> ids.contains(row.id()))
                    && (!append.mayMeet(tags::contains) || holding.stream().noneMatch(append::conflictsWith))) {
                for (Append.Row row : append.rows()) {
                    ids.add(row.id());
                    tags.addAll(row.tagSet());
                }
                holding.add(append);
            }
        }
        if (!conflicting.isEmpty()) {
            refuseConflicting(connection, conflicting);
            remove(open, conflicting);
        }
        return holding;
    }

    private boolean conflicts(Connection connection, Append append) throws SQLException {
        if (append.condition().isEmpty() || known().position() <= append.marker()) {
            return false;
        }
        return recent.reachesBackTo(append.marker()) ? recent.conflictsWith(append) : onFile(connection, append);
    }

    private static void remove(List<Append> open, List<Append> answered) {
        Set<Append> these = Collections.newSetFromMap(new IdentityHashMap<>());
        these.addAll(answered);
        open.removeIf(these::contains);
    }

    private Head known() {
        return Objects.requireNonNull(head);
    }

    /** What an append runs into may be its own events, recorded when it was tried before. */
    private void refuseConflicting(Connection connection, List<Append> conflicting) throws SQLException {
        Map<UUID, StoredEvent> onFile = onFile(connection, conflicting);
        for (Append append : conflicting) {
            if (isOnFile(append, onFile)) {
                answer(append, events(append, onFile));
            } else {
                conflicts.increment();
                refuse(
                        append,
                        AppendEventsTransactionRejectedException.conflictingEventsDetected(
                                new GlobalIndexConsistencyMarker(append.marker())));
            }
        }
    }

    private static boolean onFile(Connection connection, Append append) throws SQLException {
        for (Append.Criterion criterion : append.condition()) {
            var wanted = new EventFilter(criterion.types(), criterion.tags());
            if (!Positions.of(connection, wanted, append.marker(), Long.MAX_VALUE, 1)
                    .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Nothing is written where the head is not where it was left; then the answer is no row. */
    private static final String APPEND = """
            with h as (
                update timeline.head
                set position = ? + ?,
                    recorded_at = greatest(clock_timestamp(), recorded_at + interval '1 microsecond')
                        + (? - 1) * interval '1 microsecond'
                where position = ? and recorded_at = ?
                returning recorded_at as last, recorded_at - (? - 1) * interval '1 microsecond' as first
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
            select h.last from h""";

    private @Nullable Head written;

    /** False where another node has appended meanwhile, and nothing was written. */
    private boolean insert(Connection connection, List<Append> holding) throws SQLException {
        List<Append.Row> rows = holding.stream().flatMap(a -> a.rows().stream()).toList();
        long before = known().position();
        int n = rows.size();
        try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
            Rows.bind(
                    insert,
                    before,
                    n,
                    n,
                    before,
                    known().recordedAt(),
                    n,
                    before,
                    rows.stream().map(Append.Row::id).toArray(UUID[]::new),
                    rows.stream().map(Append.Row::type).toArray(String[]::new),
                    rows.stream().map(Append.Row::version).toArray(String[]::new),
                    rows.stream().map(r -> moment(r.saidAt())).toArray(String[]::new),
                    rows.stream().map(r -> literal(r.tags())).toArray(String[]::new),
                    rows.stream().map(Append.Row::metadata).toArray(byte[][]::new),
                    rows.stream().map(Append.Row::payload).toArray(byte[][]::new),
                    rows.stream().map(Append.Row::salt).toArray(byte[][]::new),
                    rows.stream().map(Append.Row::bodyHash).toArray(byte[][]::new));
            try (ResultSet row = insert.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                written = new Head(before + n, row.getObject(1, OffsetDateTime.class));
                return true;
            }
        }
    }

    private static String moment(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toString();
    }

    /** An array of texts as PostgreSQL writes it. */
    static String literal(List<String> texts) {
        var out = new StringBuilder("{");
        for (String text : texts) {
            out.append(out.length() > 1 ? "," : "")
                    .append('"')
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return out.append('}').toString();
    }

    /** After the commit: remembers what was written, and answers it. */
    private void written(List<Append> holding, List<Append> open) {
        if (holding.isEmpty()) {
            return;
        }
        Head end = Objects.requireNonNull(written);
        long position = known().position();
        head = end;
        for (Append append : holding) {
            var events = new ArrayList<StoredEvent>(append.rows().size());
            for (Append.Row row : append.rows()) {
                recent.add(new RecentEvents.Seen(++position, row.type(), row.tagSet()));
                Instant at = end.recordedAt().toInstant().minus(end.position() - position, ChronoUnit.MICROS);
                events.add(row.at(position, at)); // as the statement counts it
            }
            answer(append, List.copyOf(events));
        }
        remove(open, holding);
        wake.heard(position);
        notifier.grown(position);
    }

    private static final String SINCE =
            "select position, type, tags from timeline.event where position > ? and position <= ? order by position";

    private void readOn(Connection connection, Head now) throws SQLException {
        long before = known().position();
        if (now.position() - before > REMEMBERED) {
            recent.clear();
        } else if (now.position() > before) {
            since(connection, before, now.position()).forEach(recent::add);
        }
        head = now;
    }

    private static List<RecentEvents.Seen> since(Connection connection, long before, long upTo) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SINCE)) {
            Rows.bind(select, before, upTo);
            var seen = new ArrayList<RecentEvents.Seen>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String[] tags = (String[]) row.getArray(3).getArray();
                    seen.add(new RecentEvents.Seen(row.getLong(1), row.getString(2), Set.of(tags)));
                }
            }
            return seen;
        }
    }

    private void forget() {
        recent.clear();
        head = null;
    }

    // ------------------------------------------------------------------------------------------------- when it failed

    /**
     * Finds out what of a failed group is on file, and answers it; what stays open is not on file and will not be. False where
     * the database does not say.
     */
    private boolean lookUp(List<Append> open, Failure failure) {
        for (int look = 1; look <= LOOKS; look++) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setNetworkTimeout(Runnable::run, SILENCE_MS);
                if (failure.reach() == Failure.Reach.UNKNOWN) {
                    Head.fence(connection);
                }
                answerOnFile(open, onFile(connection, open), failure.cause());
                return true;
            } catch (SQLException e) {
                failure.cause().addSuppressed(e);
            }
        }
        return false;
    }

    private void answerOnFile(List<Append> open, Map<UUID, StoredEvent> onFile, Exception cause) {
        open.removeIf(append -> {
            if (isOnFile(append, onFile)) {
                answer(append, events(append, onFile));
            } else if (append.rows().stream().anyMatch(row -> onFile.containsKey(row.id()))) {
                conflicts.increment();
                refuse(append, new EventIdTakenException(cause));
            } else {
                return false;
            }
            return true;
        });
    }

    private static boolean isOnFile(Append append, Map<UUID, StoredEvent> onFile) {
        return append.rows().stream().allMatch(row -> {
            StoredEvent stored = onFile.get(row.id());
            return stored != null && row.isOnFileAs(stored);
        });
    }

    private static List<StoredEvent> events(Append append, Map<UUID, StoredEvent> onFile) {
        return append.rows().stream()
                .map(row -> Objects.requireNonNull(onFile.get(row.id())))
                .toList();
    }

    private static final String BY_ID = "select " + Rows.COLUMNS + " from timeline.event e where e.event_id = any (?)";

    private static Map<UUID, StoredEvent> onFile(Connection connection, List<Append> appends) throws SQLException {
        UUID[] ids = appends.stream()
                .flatMap(a -> a.rows().stream())
                .map(Append.Row::id)
                .toArray(UUID[]::new);
        var onFile = new HashMap<UUID, StoredEvent>();
        for (StoredEvent stored : Rows.select(connection, BY_ID, (Object) ids)) {
            onFile.put(stored.id(), stored);
        }
        return onFile;
    }

    /** Lets the group that is being written end, and fails those that wait. */
    @Override
    public void close() {
        closed = true;
        waiting.offer(END); // where there is no place for it, the thread is awake
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        try {
            thread.join(PATIENCE_MS);
            if (writing.tryLock(
                    until - System.nanoTime(), TimeUnit.NANOSECONDS)) { // who has written for himself is done
                writing.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failWaiting();
        notifier.close();
    }
}
