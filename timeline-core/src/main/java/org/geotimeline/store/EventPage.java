package org.geotimeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The next events that pass one of several filters, in the order of positions, each once.
 *
 * @param upTo no other event up to and including this position passes a filter; it may lie far beyond the last event
 */
record EventPage(List<StoredEvent> events, long upTo) {

    /**
     * The first page of a read up to the head.
     *
     * @param head the position of the last event when the page was read
     */
    record Beginning(long head, EventPage found) {}

    /** More filters than this, or one with several tags, are read one after the other. */
    private static final int MAX_FILTERS_AT_ONCE = 16;

    /** The head and the events up to it in one statement, which sees one state of the ledger. */
    private static final String AT_ONCE = "select " + Rows.COLUMNS + """
            , h.position, p.criterion
            from timeline.head h
                left join (%s) p on true
                left join lateral (select * from timeline.event f where f.position = p.position offset 0) e on true
            order by p.position""";

    /** The column after those of an event. */
    private static final int HEAD_COLUMN = 12;

    private static final String CRITERION = "(select %d as criterion, q.position from (%s) q)";

    /** The first page of a read up to the head. */
    static Beginning beginning(Connection connection, List<EventFilter> wanted, long after, int most)
            throws SQLException {
        if (wanted.size() > MAX_FILTERS_AT_ONCE
                || wanted.stream().anyMatch(c -> c.tags().size() > 1)) {
            long head = Rows.head(connection); // before the events: no event up to the head is missed
            return new Beginning(head, probed(connection, wanted, after, head, most));
        }
        var looks = new StringJoiner(" union all ");
        var values = new ArrayList<Object>();
        for (int i = 0; i < wanted.size(); i++) {
            Positions.Query query = Positions.Query.of(wanted.get(i), after, Long.MAX_VALUE, most);
            looks.add(CRITERION.formatted(i, query.sql()));
            values.addAll(query.values());
        }
        try (PreparedStatement select = connection.prepareStatement(AT_ONCE.formatted(looks))) {
            Rows.bind(select, values.toArray());
            try (ResultSet row = select.executeQuery()) {
                return beginning(row, wanted.size(), most);
            }
        }
    }

    private static Beginning beginning(ResultSet row, int criteria, int most) throws SQLException {
        var events = new TreeMap<Long, StoredEvent>();
        int[] found = new int[criteria];
        long head = 0;
        long whole = Long.MAX_VALUE;
        while (row.next()) {
            head = row.getLong(HEAD_COLUMN);
            long position = row.getLong(1);
            if (position > 0) { // there is one row if no event is found
                if (!events.containsKey(position)) {
                    events.put(position, Rows.event(row));
                }
                if (++found[row.getInt(HEAD_COLUMN + 1)] == most) {
                    whole = Math.min(whole, position); // beyond it this filter is still to be read
                }
            }
        }
        long upTo = Math.min(whole, head);
        return new Beginning(
                head, new EventPage(List.copyOf(events.headMap(upTo, true).values()), upTo));
    }

    /**
     * Finds the events by probes of the index, whatever lies between.
     *
     * @param most the limit for each filter
     */
    static EventPage probed(Connection connection, List<EventFilter> wanted, long after, long upTo, int most)
            throws SQLException {
        var events = new TreeMap<Long, StoredEvent>();
        long whole = upTo;
        for (EventFilter criterion : wanted) {
            List<StoredEvent> found = EventLog.read(connection, after, whole, criterion, most);
            if (found.size() == most) {
                whole = found.getLast().position(); // beyond it this filter is still to be read
            }
            found.forEach(event -> events.put(event.position(), event));
        }
        return new EventPage(List.copyOf(events.headMap(whole, true).values()), whole);
    }

    /**
     * Finds the events by a read of every event.
     *
     * @param most the limit of events to read
     */
    static EventPage sifted(Connection connection, List<EventFilter> wanted, long after, long upTo, int most)
            throws SQLException {
        List<StoredEvent> all = EventLog.read(connection, after, upTo, EventFilter.ALL, most);
        return all.size() == most
                ? new EventPage(meeting(wanted, all), all.getLast().position())
                : new EventPage(meeting(wanted, all), upTo);
    }

    private static List<StoredEvent> meeting(List<EventFilter> wanted, List<StoredEvent> all) {
        return all.stream()
                .filter(event -> {
                    Set<String> tags = Set.copyOf(event.tags());
                    return wanted.stream().anyMatch(criterion -> criterion.matches(tags, event.type()));
                })
                .toList();
    }
}
