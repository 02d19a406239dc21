package org.geotimeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the appends of a group whose conditions hold, in one statement and one commit. Each condition is checked against the
 * ledger and against the earlier appends of the group.
 *
 * <p>The writer remembers the head that it left and the latest events, so that most conditions need no look at the database.
 * If another node was faster, the update of the head finds no row. Then the writer locks the head, reads the new events,
 * checks the conditions again and writes.
 *
 * <p>Used by one thread at a time.
 */
final class GroupWriter {

    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);

    /** The longest silence of the database before a connection is given up. */
    static final int NETWORK_TIMEOUT_MS = 30_000;

    private static final int VALIDATION_TIMEOUT_SECONDS = 5;
    private static final int RECENT_EVENTS = 20_000;

    /** What answers the appends whose condition does not hold. */
    interface Refusal {
        void of(Connection connection, List<Append> conflicting) throws SQLException;
    }

    private final DataSource dataSource;
    private final LedgerListener listener;
    private final Notifier notifier;
    private final Refusal refusal;
    private final RecentEvents recent = new RecentEvents(RECENT_EVENTS);

    /** Where this node left the ledger; null if that is not known. */
    private @Nullable Head head;

    GroupWriter(DataSource dataSource, LedgerListener listener, Notifier notifier, Refusal refusal) {
        this.dataSource = dataSource;
        this.listener = listener;
        this.notifier = notifier;
        this.refusal = refusal;
    }

    /** The cause that stopped a group, and how far the group had come. */
    record Failure(Exception cause, Reach reach) {
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
     * Writes and answers the appends, and removes the answered ones from the list.
     *
     * @return the failure that left the others open; null if there was none
     */
    @Nullable
    Failure write(List<Append> open) {
        Connection connection;
        try {
            connection = dataSource.getConnection();
        } catch (SQLException | RuntimeException e) {
            return new Failure(e, Failure.Reach.NOTHING_SENT);
        }
        try {
            connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MS);
            while (!open.isEmpty()) {
                writeRound(connection, open);
            }
            return null;
        } catch (SQLException | RuntimeException e) {
            return new Failure(e, isAlive(connection) ? Failure.Reach.NOTHING_WRITTEN : Failure.Reach.UNKNOWN);
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

    private static boolean isAlive(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            return connection.isValid(VALIDATION_TIMEOUT_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Forgets the head and the recent events, which may not be true any more. */
    void forget() {
        recent.clear();
        head = null;
    }

    // --------------------------------------------------------------------------------------------------------- round

    /** Answers the first open append, and all that do not depend on an append written in this round. */
    private void writeRound(Connection connection, List<Append> open) throws SQLException {
        if (head == null) {
            head = Head.read(connection);
        }
        List<Append> holding = holding(connection, open);
        if (holding.isEmpty()) {
            return;
        }
        Head end = AppendStatement.run(connection, known(), holding);
        if (end == null) {
            writeUnderLock(connection, open);
        } else {
            answer(holding, end, open);
        }
    }

    private void writeUnderLock(Connection connection, List<Append> open) throws SQLException {
        connection.setAutoCommit(false);
        readOn(connection, Head.lock(connection));
        List<Append> holding = holding(connection, open);
        Head end = holding.isEmpty() ? known() : AppendStatement.run(connection, known(), holding);
        if (end == null) {
            throw new IllegalStateException("the head has moved although it was locked");
        }
        connection.commit();
        connection.setAutoCommit(true);
        if (!holding.isEmpty()) {
            answer(holding, end, open);
        }
    }

    private Head known() {
        return Objects.requireNonNull(head);
    }

    /** After the commit: remembers the events and answers the appends. */
    private void answer(List<Append> written, Head end, List<Append> open) {
        long position = known().position();
        head = end;
        for (Append append : written) {
            var events = new ArrayList<StoredEvent>(append.rows().size());
            for (Append.Row row : append.rows()) {
                recent.add(new RecentEvents.Seen(++position, row.type(), row.tagSet()));
                Instant at = end.recordedAt().toInstant().minus(end.position() - position, ChronoUnit.MICROS);
                events.add(row.at(position, at)); // as the statement counts it
            }
            append.answer(List.copyOf(events));
        }
        remove(open, written);
        listener.heard(position);
        notifier.grown(position);
    }

    private static void remove(List<Append> open, List<Append> answered) {
        Set<Append> these = Collections.newSetFromMap(new IdentityHashMap<>());
        these.addAll(answered);
        open.removeIf(these::contains);
    }

    // ----------------------------------------------------------------------------------------------------- conditions

    /**
     * The appends whose condition holds. The conflicting ones are answered. An append that may conflict with another one of this
     * round stays open for the next round.
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
            refusal.of(connection, conflicting);
            remove(open, conflicting);
        }
        return holding;
    }

    private boolean conflicts(Connection connection, Append append) throws SQLException {
        if (append.condition().isEmpty() || known().position() <= append.marker()) {
            return false;
        }
        return recent.reachesBackTo(append.marker())
                ? recent.conflictsWith(append)
                : conflictsOnFile(connection, append);
    }

    private static boolean conflictsOnFile(Connection connection, Append append) throws SQLException {
        for (EventFilter criterion : append.condition()) {
            if (!Positions.of(connection, criterion, append.marker(), Long.MAX_VALUE, 1)
                    .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static final String SINCE =
            "select position, type, tags from timeline.event where position > ? and position <= ? order by position";

    private void readOn(Connection connection, Head locked) throws SQLException {
        long before = known().position();
        if (locked.position() - before > RECENT_EVENTS) {
            recent.clear();
        } else if (locked.position() > before) {
            since(connection, before, locked.position()).forEach(recent::add);
        }
        head = locked;
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
}
