package org.geotimeline.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;

/**
 * The events that a decision reads: those that pass one of the filters, up to the head at the beginning. They come page by page,
 * so that a long history is never in memory whole. The first page, nearly always the only one, is read by {@link #begin}.
 */
final class Sourced implements Iterator<StoredEvent> {

    static final int PAGE_EVENTS = 1_000;

    private final DataSource dataSource;
    private final List<EventFilter> wanted;
    private final long head;
    private long read;
    private Iterator<StoredEvent> page;

    private Sourced(DataSource dataSource, List<EventFilter> wanted, EventPage.Beginning beginning) {
        this.dataSource = dataSource;
        this.wanted = wanted;
        this.head = beginning.head();
        this.read = beginning.found().upTo();
        this.page = beginning.found().events().iterator();
    }

    static Sourced begin(DataSource dataSource, Connection connection, List<EventFilter> wanted, long after)
            throws SQLException {
        return new Sourced(dataSource, wanted, EventPage.beginning(connection, wanted, after, PAGE_EVENTS));
    }

    /** The head when the read began: no event beyond is read, and none up to the head is left out. */
    long head() {
        return head;
    }

    Stream<StoredEvent> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private Iterator<StoredEvent> page(Connection connection) throws SQLException {
        EventPage found = EventPage.probed(connection, wanted, read, head, PAGE_EVENTS);
        read = found.upTo();
        return found.events().iterator();
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && read < head) {
            try (Connection connection = dataSource.getConnection()) {
                page = page(connection);
            } catch (SQLException e) {
                throw new UnreadableLedger(e);
            }
        }
        return page.hasNext();
    }

    @Override
    public StoredEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }
}
