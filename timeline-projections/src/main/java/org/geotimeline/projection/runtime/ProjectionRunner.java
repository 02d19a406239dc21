package org.geotimeline.projection.runtime;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.geotimeline.act.Recorded;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the ledger for one projection on one node, in a thread of its own.
 *
 * <p>Each batch is one transaction that holds the lock on the projection's token, writes links and rows, and moves the
 * token: whoever holds the lock runs the projection, so each event is applied once however many nodes there are. A
 * killed node's lock goes with its connection, a frozen one's when it was silent for too long. A node that
 * finds the token where it left it goes on with what it has in memory; one that does not starts anew from the token.
 * Other nodes stand by and step in when the token is behind and has not moved for {@value #PATIENCE_MS} ms.
 *
 * <p>Who is far behind applies the same events in larger transactions, from pages that were read ahead and decoded once for
 * all projections of the node, until little is left. How far it is behind alone decides.
 *
 * <p>A failure rolls the batch back and is tried again, ever more slowly. The events before the one that failed are
 * applied in the meantime. An act that the projection cannot take is tried {@value #TRIES} times and then parked: its
 * timeline stands still from there on, and all others go on.
 */
final class ProjectionRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRunner.class);

    private static final long BATCH_NANOS_MOST = TimeUnit.SECONDS.toNanos(5);
    private static final long PATIENCE_MS = 500;

    /** Who runs the projection looks once a second whether something is to be tried again; then others may. */
    private static final long PATIENCE_WANTED_MS = 3_000;

    private static final int TRIES = 3;
    private static final Duration NAP = Duration.ofMillis(200);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 30_000;
    private static final Duration CLOSE_MOST = Duration.ofSeconds(10);

    private final Projection projection;
    private final Tables tables;
    private final ParkedActs parkedActs;
    private final ActiveVersion serving;
    private final DataSource source;
    private final Ledger ledger;
    private final LedgerReadAhead pages;
    private final BatchSizes stride;
    private final MemoryBudget.Share room;
    private final CountDownLatch held;
    private final ProgressRate pace = new ProgressRate();
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Condition closes = lock.newCondition();
    private volatile boolean closing;
    private volatile long applied;
    private volatile long resets; // what was read before a reset is not published after it
    private volatile boolean waiting;
    private volatile long head;
    private volatile long failures;
    private volatile boolean here;
    private volatile int parked;
    private volatile boolean stopped;
    private volatile @Nullable Instant buildingSince;
    private volatile @Nullable String failure;
    private volatile @Nullable Connection open;
    private final LongAdder taken = new LongAdder();
    private final LongAdder reread = new LongAdder();
    private final LongAdder looks = new LongAdder();
    private final LongAdder lookNanos = new LongAdder();

    // Only the thread touches what follows.
    private @Nullable EventApplier scribe;
    private ParkedTimelines parking = ParkedTimelines.empty();
    private boolean wanted;
    private @Nullable ActNotApplicable suspect;
    private int tried;
    private long left = -1;
    private long life = -1;
    private long seenLife = -1;
    private int most = Integer.MAX_VALUE;
    private @Nullable Recorded at;
    private boolean untouched;
    private long behindSince;
    private long behindAt = -1;
    private long lookedAt;

    ProjectionRunner(Projection projection, DataSource source, Ledger ledger) {
        this(projection, source, ledger, BatchSizes.USUAL);
    }

    ProjectionRunner(Projection projection, DataSource source, Ledger ledger, BatchSizes stride) {
        this(projection, source, ledger, stride, ParkedTimelines.MOST);
    }

    ProjectionRunner(Projection projection, DataSource source, Ledger ledger, BatchSizes stride, int mostParked) {
        this(
                projection,
                source,
                ledger,
                new LedgerReadAhead(ledger),
                new ActiveVersion(source, List.of(projection.name())),
                stride,
                mostParked,
                MemoryBudget.ofHeap().share(),
                new CountDownLatch(0));
    }

    /**
     * @param pages of that ledger, shared by the projections of a node
     * @param serving which version answers: only that one is seen by analysts
     * @param mostParked so many acts are parked before the projection stops
     * @param room for its timelines in memory
     * @param held nothing is applied before it is down; the tables are there before
     */
    ProjectionRunner(
            Projection projection,
            DataSource source,
            Ledger ledger,
            LedgerReadAhead pages,
            ActiveVersion serving,
            BatchSizes stride,
            int mostParked,
            MemoryBudget.Share room,
            CountDownLatch held) {
        this.projection = projection;
        this.tables = Tables.of(projection);
        this.parkedActs = new ParkedActs(tables.name(), mostParked);
        this.source = source;
        this.serving = serving;
        this.ledger = ledger;
        this.pages = pages;
        this.stride = stride;
        this.room = room;
        this.held = held;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("projection-" + projection.name())
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Makes the tables and the token where they are not there yet. */
    private void prepare() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            boundClaim(connection);
            try (Statement make = connection.createStatement()) {
                // Two nodes that make the same table at once would fail one another.
                make.execute("select pg_advisory_xact_lock(hashtext('projection.token'), hashtext('%s'))"
                        .formatted(tables.name()));
                tables.make(connection);
                make.execute("set local search_path = projection");
                if (absent(connection) && !projection.tables().isBlank()) {
                    make.execute(projection.tables());
                }
                make.execute("set local search_path = default");
            }
            Token.make(connection, tables);
            if (serving.settle(connection, ActiveVersion.view(tables.name())).equals(tables.name())) {
                makeSheets(connection);
            }
            connection.commit();
        }
    }

    private void makeSheets(Connection connection) throws SQLException {
        try (Statement make = connection.createStatement()) {
            for (SqlView sheet : projection.sheets()) {
                make(sheet, make);
            }
        }
    }

    /** Recreates a view only if its statements changed, because its readers would have to wait. */
    private void make(SqlView sheet, Statement make) throws SQLException {
        var ddl = new SqlViewDdl(sheet, tables);
        List<String> statements = ddl.statements();
        String mark = UUID.nameUUIDFromBytes(statements.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        try (ResultSet there = make.executeQuery("""
                select to_regnamespace('bi') is null,
                    coalesce(obj_description(to_regprocedure('%s')), '') like '%%%s%%'""".formatted(ddl.signature(), mark))) {
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

    private boolean absent(Connection connection) throws SQLException {
        return Token.of(connection, tables.name()).isEmpty();
    }

    private Token seen(Token token) {
        untouched = token.untouched();
        parked = token.parked();
        wanted = token.wanted();
        stopped = token.stopped();
        buildingSince = token.buildingSince();
        seenLife = token.life();
        return token;
    }

    private long look() throws SQLException {
        long before = resets;
        long begun = System.nanoTime();
        try (Connection connection = source.getConnection()) {
            Token token = seen(Token.of(connection, tables.name())
                    .orElseThrow(() -> new SQLException("the token of %s is gone".formatted(tables.name()))));
            publish(token.position(), before);
            return token.position();
        } finally {
            looks.increment();
            lookNanos.add(System.nanoTime() - begun);
        }
    }

    private void run() {
        try {
            untilClosed();
        } finally {
            here = false;
        }
    }

    private void untilClosed() {
        boolean prepared = false;
        long pause = FIRST_PAUSE_MS;
        while (!closing) {
            try {
                if (!prepared) {
                    prepare();
                    prepared = true;
                }
                if (isReleased() && mayTry()) {
                    here = step();
                }
                failure = null;
                pause = FIRST_PAUSE_MS;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception | StackOverflowError | OutOfMemoryError e) {
                forget();
                if (!closing) {
                    failed(e);
                    if (!narrowed(e) && !(e instanceof ActNotApplicable notTaken && park(notTaken))) {
                        pause(Duration.ofMillis(pause));
                        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
                    }
                }
            }
        }
    }

    private void failed(Throwable cause) {
        failures++;
        Recorded event = at;
        String where = event == null
                ? "after position %d".formatted(applied)
                : "at position %d, act %s".formatted(event.position(), event.id());
        String now = "%s: %s".formatted(where, cause);
        if (now.equals(failure)) {
            LOG.warn("{} stops {} again and goes on trying: {}", tables.name(), where, cause.toString());
        } else {
            LOG.warn("{} stops {} and will try again: {}", tables.name(), where, cause.toString(), cause);
        }
        failure = now;
    }

    /** Whether less will be tried at once, so that the one event is found whose rows the database refuses. */
    private boolean narrowed(Throwable failure) {
        return refused(failure) && most > 1;
    }

    /** A value that no column can hold, or a limit of the database: it is the rows, and not the connection. */
    private static boolean refused(Throwable failure) {
        String state = failure instanceof SQLException sql ? sql.getSQLState() : null;
        return state != null && (state.startsWith("22") || state.startsWith("54"));
    }

    /** True where it is parked now; false where it should be tried once more first. */
    private boolean park(ActNotApplicable notTaken) {
        tried = notTaken.samePlaceAs(suspect) ? tried + 1 : 1;
        suspect = notTaken;
        if (tried < TRIES) {
            return false;
        }
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            boundClaim(connection);
            try {
                boolean mine = Token.locked(connection, tables.name())
                        .filter(token -> token.position() == notTaken.position() - 1)
                        .isPresent();
                if (mine) {
                    parkedActs.park(connection, notTaken, tried);
                }
                connection.commit();
                LOG.warn(
                        "{} parks the act {} at position {}{}: {}",
                        tables.name(),
                        notTaken.act(),
                        notTaken.position(),
                        notTaken.timeline().map(t -> " on " + t.values()).orElse(""),
                        notTaken.why());
                suspect = null;
                return mine;
            } catch (Throwable e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            e.addSuppressed(notTaken);
            failed(e);
            return false;
        }
    }

    private void forget() {
        forgetScribe();
        left = -1;
        here = false;
    }

    private void forgetScribe() {
        scribe = null;
        room.taken(0);
    }

    private boolean isReleased() throws InterruptedException {
        waiting = true;
        try {
            return held.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            waiting = false;
        }
    }

    /** Waits for something to do; false where this node should look again first. */
    private boolean mayTry() throws InterruptedException, SQLException {
        return here ? mayGoOn() : mayStepIn();
    }

    private boolean mayGoOn() throws InterruptedException, SQLException {
        if (wanted) {
            return true;
        }
        head = awaitAfter(left);
        if (head > left) {
            return true;
        }
        if (look() != left || seenLife != life) {
            forget(); // it was reset, or another node went on
        }
        return here && wanted;
    }

    private boolean mayStepIn() throws InterruptedException, SQLException {
        long position = look();
        lookedAt = position;
        head = ledger.head();
        if (stopped) {
            pause(LOOK_AGAIN);
            return false;
        }
        if (position >= head && !wanted) {
            behindAt = -1;
            head = awaitAfter(position);
            return false;
        }
        if (untouched) {
            return true;
        }
        long now = System.nanoTime();
        if (behindAt != position) {
            behindAt = position;
            behindSince = now;
        }
        long patience = position < head ? PATIENCE_MS : PATIENCE_WANTED_MS;
        boolean quiet = now - behindSince >= TimeUnit.MILLISECONDS.toNanos(patience);
        if (!quiet) {
            pause(NAP);
        }
        return quiet;
    }

    private long awaitAfter(long position) throws InterruptedException {
        waiting = true;
        try {
            return ledger.await(position, LOOK_AGAIN);
        } finally {
            waiting = false;
        }
    }

    /** One batch. False where another node runs the projection. */
    private boolean step() throws SQLException {
        try (Connection connection = source.getConnection()) {
            open = connection;
            connection.setAutoCommit(false);
            try {
                boolean ran = step(connection);
                if (!ran) {
                    connection.rollback();
                }
                return ran;
            } catch (Throwable e) {
                rollBack(connection, e);
                throw e;
            }
        } finally {
            open = null;
        }
    }

    private static void rollBack(Connection connection, Throwable because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e); // the connection is gone, and its transaction with it
        }
    }

    /** What the transaction locks is given back by the database where this node freezes in the middle of it. */
    private void boundClaim(Connection connection) throws SQLException {
        try (Statement bound = connection.createStatement()) {
            bound.execute("set local idle_in_transaction_session_timeout = %d"
                    .formatted(stride.silence().toMillis()));
        }
    }

    private boolean step(Connection connection) throws SQLException {
        try (Statement bound = connection.createStatement()) {
            // Rows and token are lost together where a crash loses them, and are then made again from the ledger,
            // alike.
            bound.execute("set local synchronous_commit = off");
        }
        boundClaim(connection);
        at = null;
        Optional<Token> locked = Token.locked(connection, tables.name());
        if (locked.isEmpty() || isAnothers(seen(locked.get()))) {
            behindAt = -1; // who has it is at work
            forget();
            return false;
        }
        long position = locked.get().position();
        if (scribe == null || position != left || locked.get().life() != life) {
            if (position == 0) {
                pages.clear(); // what was begun anew reads what is on file now
            }
            projection.open(connection);
            parking = parkedActs.read(connection);
            scribe = new EventApplier(projection, ledger, position, parking, room);
            left = position;
            life = locked.get().life();
        }
        if (wanted) {
            return tryAgain(connection, scribe);
        }
        long before = resets;
        boolean far = stride.isFar(head - position, !locked.get().isBuilt());
        int now = Math.min(most, stride.most(far));
        long read = scribe.reread();
        long last = apply(
                connection,
                scribe,
                far ? pages.after(left, head) : ledger.read(left, now).iterator(),
                now);
        Token.move(connection, tables, last, far && stride.isFar(head - last, true));
        connection.commit();
        taken.add(last - left);
        reread.add(scribe.reread() - read);
        left = last;
        most = widened(now, stride.most(far));
        at = null;
        publish(last, before);
        return true;
    }

    /** Nobody's to run now, or moved by another node since this one ran it or saw that it stood still. */
    private boolean isAnothers(Token token) {
        return stopped || (!token.untouched() && token.position() != (here && scribe != null ? left : lookedAt));
    }

    /** After a failure what is tried at once grows again step by step. */
    private int widened(int now, int whole) {
        return now >= whole ? Integer.MAX_VALUE : Math.max(stride.live(), 2 * now);
    }

    /** Tries again what was parked and is wanted: one timeline, or everything where an act could not be placed. */
    private boolean tryAgain(Connection connection, EventApplier scribe) throws SQLException {
        Optional<ParkedAct> next = parkedActs.wanted(connection);
        if (next.isEmpty()) {
            return true;
        }
        forgetScribe(); // what it has in memory is no longer so
        if (next.get().timeline().isEmpty()) {
            startOver(connection);
            connection.commit();
            return false; // from the first event on it is for whoever comes first
        }
        retake(connection, scribe, next.get());
        return true;
    }

    private void retake(Connection connection, EventApplier scribe, ParkedAct first) throws SQLException {
        var timeline = new Timeline(first.timeline());
        try (var shelf = new PostgresProjectionStore(tables, connection)) {
            scribe.retake(timeline, parkedActs.waiting(connection, timeline), shelf);
            shelf.send();
            parkedActs.release(connection, timeline);
        } catch (ActNotApplicable again) {
            connection.rollback();
            parkedActs.triedInVain(connection, first, again);
        }
        connection.commit();
    }

    private long apply(Connection connection, EventApplier scribe, Iterator<Ledger.Entry> entries, int atMost)
            throws SQLException {
        try (var shelf = new PostgresProjectionStore(tables, connection)) {
            return apply(scribe, entries, atMost, shelf, connection);
        }
    }

    private long apply(
            EventApplier scribe,
            Iterator<Ledger.Entry> entries,
            int atMost,
            PostgresProjectionStore shelf,
            Connection connection)
            throws SQLException {
        long started = System.nanoTime();
        long last = left;
        int done = 0;
        try {
            while (done < atMost && !closing && System.nanoTime() - started < BATCH_NANOS_MOST && entries.hasNext()) {
                Ledger.Entry entry = entries.next();
                at = entry.acts().isEmpty() ? null : entry.acts().getFirst();
                if (entry.position() != last + 1) {
                    throw new IllegalStateException(
                            "position %d follows %d in the ledger".formatted(entry.position(), last));
                }
                scribe.apply(entry.acts(), shelf);
                last = entry.position();
                done++;
            }
        } catch (Throwable e) {
            most = Math.max(1, done); // what lies before it can be applied
            if (done == 0) {
                blame(e);
            }
            throw e;
        }
        most = Math.max(1, done / 2); // if it cannot be written, less of it will be tried
        send(shelf, done);
        parkedActs.add(connection, parking.takeWaiting());
        return last;
    }

    private void send(PostgresProjectionStore shelf, int events) throws SQLException {
        try {
            shelf.send();
        } catch (SQLException e) {
            if (events == 1) {
                blame(e);
            }
            throw e;
        }
    }

    /** It is the one event at hand where the database refuses its rows. */
    private void blame(Throwable failure) {
        Recorded event = at;
        if (event != null && refused(failure)) {
            throw new ActNotApplicable(event.position(), ParkedTimelines.root(event), null, failure);
        }
    }

    private void publish(long position, long resetsBefore) {
        lock.lock();
        try {
            if (resets == resetsBefore) {
                applied = position;
                head = Math.max(head, position);
                pace.at(position);
                moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the projection was seen to have applied that position, here or on another node. */
    boolean await(long position, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        while (applied < position) {
            lock.lock();
            try {
                if (applied < position) {
                    if (nanos <= 0) {
                        return false;
                    }
                    long nap = here ? nanos : Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(20));
                    nanos -= nap - Math.max(0, moved.awaitNanos(nap));
                }
            } finally {
                lock.unlock();
            }
            if (!here && applied < position) {
                lookAsReader();
            }
        }
        return true;
    }

    private void lookAsReader() {
        long before = resets;
        try (Connection connection = source.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select position from projection.token where name = ?")) {
            select.setString(1, tables.name());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    publish(row.getLong(1), before);
                }
            }
        } catch (SQLException e) {
            LOG.debug("cannot read the token of {}; the waiting goes on", tables.name(), e);
        }
    }

    /** Empties all tables of the projection, so that whoever runs it starts from the first event. */
    void reset() {
        inTransaction(connection -> {
            startOver(connection);
            return true;
        });
        startAgain();
    }

    /** What is parked after that position, in order; at most that many. */
    List<ParkedAct> parked(long after, int limit) {
        return inTransaction(connection -> parkedActs.list(connection, after, limit));
    }

    /** What was dropped after that position, in order; at most that many. */
    List<DroppedEvent> dropped(long after, int limit) {
        return inTransaction(connection -> parkedActs.dropped(connection, after, limit));
    }

    /** Whoever runs it will try again what others wait for; gives how many that are. */
    int retry(@Nullable Long position) {
        return inTransaction(connection -> parkedActs.want(connection, position));
    }

    /** Leaves the event out for ever, and starts from the first one; false where others do not wait for it. */
    boolean drop(long position, String reason) {
        boolean dropped = inTransaction(connection -> {
            lock(connection); // so that nobody applies it meanwhile
            boolean found = parkedActs.drop(connection, position, reason);
            if (found) {
                startOver(connection);
            }
            return found;
        });
        if (dropped) {
            startAgain();
        }
        return dropped;
    }

    private void lock(Connection connection) throws SQLException {
        Token.lock(connection, tables.name());
    }

    /** Answers from the commit on: while the one that did is held, this one comes up to it. */
    void serve(String now, String reason, Duration atMost) {
        inTransaction(connection -> {
            Token.lock(connection, now);
            long position = ActiveVersion.position(connection, now);
            if (!awaitInterruptibly(position, atMost)) {
                throw new VersionRefused("%s has applied position %d of the ledger, %s %d; try again"
                        .formatted(tables.name(), applied, now, position));
            }
            lock(connection);
            Token token = Token.of(connection, tables.name()).orElseThrow();
            if (token.position() < position || token.stopped()) {
                throw new VersionRefused("%s was emptied or cancelled meanwhile".formatted(tables.name()));
            }
            serving.choose(connection, tables.name(), reason);
            makeSheets(connection);
            return true;
        });
    }

    private boolean awaitInterruptibly(long position, Duration atMost) {
        try {
            return await(position, atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Nobody runs it until it is wanted again; what it has stays. */
    void cancel(String reason) {
        order(VersionOrder.What.CANCELLED, reason, connection -> Token.stop(connection, tables.name(), true));
        stopped = true;
    }

    /** Goes on where it was cancelled, or from the first event where its rows were taken away. */
    void resume(@Nullable String reason) {
        order(VersionOrder.What.RESUMED, reason, connection -> Token.stop(connection, tables.name(), false));
        stopped = false;
    }

    /** Takes its rows away; nobody runs it until it is wanted again. */
    void callOff(@Nullable String reason) {
        order(VersionOrder.What.CALLED_OFF, reason, connection -> {
            startOver(connection);
            Token.stop(connection, tables.name(), true);
        });
        stopped = true;
        startAgain();
    }

    /** Takes its rows away and builds it from the first event, cancelled or not. */
    void rebuild(String reason) {
        order(VersionOrder.What.REBUILT, reason, connection -> {
            startOver(connection);
            Token.stop(connection, tables.name(), false);
        });
        stopped = false;
        startAgain();
    }

    private interface Doing {
        void on(Connection connection) throws SQLException;
    }

    private void order(VersionOrder.What what, @Nullable String reason, Doing doing) {
        inTransaction(connection -> {
            lock(connection);
            if (what != VersionOrder.What.RESUMED) {
                ActiveVersion.requireNotServing(connection, tables.name());
            }
            VersionOrder.note(connection, tables.name(), what, reason);
            doing.on(connection);
            return true;
        });
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            boundClaim(connection);
            try {
                T done = work.on(connection);
                connection.commit();
                return done;
            } catch (Throwable e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of %s do not answer".formatted(tables.name()), e);
        }
    }

    private void startOver(Connection connection) throws SQLException {
        Token.startOver(connection, tables.name());
        startAgain();
        Tables.empty(connection, tables.name());
        parkedActs.releaseAll(connection);
    }

    private void startAgain() {
        lock.lock();
        try {
            resets++;
            applied = 0;
        } finally {
            lock.unlock();
        }
    }

    /** How many events this node has applied since it was started; what is rebuilt counts again. */
    long taken() {
        return taken.sum();
    }

    /** How many timelines this node has read from the tables, because they were not in memory. */
    long reread() {
        return reread.sum();
    }

    /** How often it found nothing to do and looked at its token. */
    long looks() {
        return looks.sum();
    }

    /** The nanoseconds that these looks took. */
    long lookNanos() {
        return lookNanos.sum();
    }

    /** How it stands. */
    Projections.State state() {
        return new Projections.State(
                tables.name(), applied, Math.max(0, head - applied), here, failures, failure, parked, stopped);
    }

    /** How far it is, and how fast it goes. */
    Progress progress() {
        return Progress.of(applied, head, stopped, buildingSince, pace.perSecond());
    }

    private void pause(Duration atMost) {
        lock.lock();
        try {
            if (!closing) {
                closes.awaitNanos(atMost.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Stops after the event at hand; bounded. What was not committed is applied by whoever goes on. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            closes.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (waiting) {
                thread.interrupt();
            }
            if (thread.isAlive() && !thread.join(LOOK_AGAIN.plusMillis(500))) {
                thread.interrupt();
                if (!thread.join(CLOSE_MOST)) {
                    abort();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void abort() {
        Connection connection = open;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.warn("cannot abort the connection of {}", tables.name(), e);
            }
        }
    }
}
