package org.geotimeline.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The next events that meet one of several criteria, in the order of positions; one that meets several is there once.
 *
 * @param upTo nothing else up to and including this position meets any of them; it may lie far beyond the last of the events
 */
record Found(List<StoredEvent> events, long upTo) {

    /** By probes for what is wanted, whatever lies between; at most that many events a criterion. */
    static Found probed(Connection connection, List<Append.Criterion> wanted, long after, long upTo, int most)
            throws SQLException {
        var events = new TreeMap<Long, StoredEvent>();
        long whole = upTo;
        for (Append.Criterion criterion : wanted) {
            List<StoredEvent> found =
                    EventLog.read(connection, after, whole, new EventFilter(criterion.types(), criterion.tags()), most);
            if (found.size() == most) {
                whole = found.getLast().position(); // beyond it this criterion is still to be read
            }
            found.forEach(event -> events.put(event.position(), event));
        }
        return new Found(List.copyOf(events.headMap(whole, true).values()), whole);
    }

    /** By a look at every event, at most that many. */
    static Found sifted(Connection connection, List<Append.Criterion> wanted, long after, long upTo, int most)
            throws SQLException {
        List<StoredEvent> all = EventLog.read(connection, after, upTo, EventFilter.ALL, most);
        return all.size() == most
                ? new Found(meeting(wanted, all), all.getLast().position())
                : new Found(meeting(wanted, all), upTo);
    }

    private static List<StoredEvent> meeting(List<Append.Criterion> wanted, List<StoredEvent> all) {
        return all.stream()
                .filter(event -> {
                    Set<String> tags = Set.copyOf(event.tags());
                    return wanted.stream().anyMatch(criterion -> criterion.matches(tags, event.type()));
                })
                .toList();
    }
}
