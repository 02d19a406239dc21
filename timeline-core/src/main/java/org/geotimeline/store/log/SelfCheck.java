package org.geotimeline.store.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.geotimeline.ledger.Leaf;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.store.erasure.Erasures;
import org.geotimeline.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Checks the bytes of the ledger. The check finds events that were changed, are missing, were moved, or are no longer found under
 * one of their tags. It computes each leaf again, and expects recorded times that grow and positions without gaps.
 *
 * <p>The leaf of an erased event is computed from the hash that is left, and an event of the ledger must report the
 * erasure. If an event and its leaf are changed together, only a checkpoint kept elsewhere shows the change.
 */
public final class SelfCheck {

    private static final int BATCH_EVENTS = 500;
    private static final int MAX_FINDINGS = 100;

    private final EventLog log;
    private final DataSource source;

    /** @param what a sentence on what is wrong at that position */
    public record Finding(long position, String what) {}

    /**
     * @param from the first position checked
     * @param to the last position checked
     * @param erased the positions of events whose erasure the ledger reports
     * @param complete false if there may be more findings, or more of the ledger is left
     */
    public record Report(long from, long to, List<Finding> findings, List<Long> erased, boolean complete) {}

    public SelfCheck(EventLog log, DataSource source) {
        this.log = log;
        this.source = source;
    }

    /**
     * Checks a number of positions.
     *
     * @param from the first position, at least 1; the event before it is read as well, to see that times grow
     * @param most the most positions to check
     */
    public Report run(long from, long most) {
        long head = log.head();
        long last = Math.min(head, from + most - 1);
        var findings = new ArrayList<Finding>();
        var erased = new ArrayList<Long>();
        long expected = Math.max(1, from - 1);
        Instant before = Instant.MIN;
        while (expected <= last && findings.size() < MAX_FINDINGS) {
            List<StoredEvent> batch = log.read(expected - 1, BATCH_EVENTS).stream()
                    .filter(event -> event.position() <= last)
                    .toList();
            if (batch.isEmpty()) {
                missing(Math.max(from, expected), last, findings);
                break;
            }
            Map<Long, TreeSet<String>> tags = indexed(batch);
            Erasures erasures = Erasures.among(batch, source);
            for (StoredEvent event : batch) {
                missing(Math.max(from, expected), event.position() - 1, findings);
                String wrong = wrong(event, before, tags.getOrDefault(event.position(), new TreeSet<>()));
                if (wrong == null) {
                    wrong = erasures.wrong(event);
                }
                if (wrong != null && event.position() >= from) {
                    findings.add(new Finding(event.position(), wrong));
                } else if (event.isErased() && event.position() >= from) {
                    erased.add(event.position());
                }
                before = event.recordedAt();
                expected = event.position() + 1;
            }
        }
        boolean full = findings.size() >= MAX_FINDINGS;
        return new Report(
                from, last, findings.stream().limit(MAX_FINDINGS).toList(), List.copyOf(erased), !full && last == head);
    }

    private static void missing(long from, long to, List<Finding> findings) {
        for (long position = from; position <= to && findings.size() < MAX_FINDINGS; position++) {
            findings.add(new Finding(position, "no event stands at this position"));
        }
    }

    private static @Nullable String wrong(StoredEvent event, Instant before, TreeSet<String> indexed) {
        byte[] body = Leaf.bodyHash(
                event.id(),
                event.type(),
                event.version(),
                event.tags(),
                event.metadata(),
                event.salt(),
                event.payload());
        if (!Arrays.equals(Leaf.of(event.recordedAt(), body), event.leaf())) {
            return "event %s is not what was appended: its leaf is another".formatted(event.id());
        }
        if (!event.recordedAt().isAfter(before)) {
            return "event %s was recorded at %s, not after the one before it, %s"
                    .formatted(event.id(), event.recordedAt(), before);
        }
        if (!indexed.containsAll(event.tags())) {
            return "event %s carries %s and is found under %s only".formatted(event.id(), event.tags(), indexed);
        }
        return null;
    }

    /** The tags under which the events are found, by one probe for each tag. */
    private Map<Long, TreeSet<String>> indexed(List<StoredEvent> events) {
        var tags = new ArrayList<String>();
        var positions = new ArrayList<Long>();
        for (StoredEvent event : events) {
            for (String tag : event.tags()) {
                tags.add(tag);
                positions.add(event.position());
            }
        }
        return new Sql(source, "the tags cannot be read").with(connection -> indexed(connection, tags, positions));
    }

    private static final String INDEXED = """
            select t.position, t.tag from unnest(?::text[], ?::bigint[]) as e (tag, position)
            join timeline.tag t on t.tag = e.tag and t.position = e.position""";

    private static Map<Long, TreeSet<String>> indexed(Connection connection, List<String> tags, List<Long> positions)
            throws SQLException {
        var indexed = new TreeMap<Long, TreeSet<String>>();
        try (PreparedStatement select = connection.prepareStatement(INDEXED)) {
            select.setArray(1, connection.createArrayOf("text", tags.toArray()));
            select.setArray(2, connection.createArrayOf("bigint", positions.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    indexed.computeIfAbsent(rows.getLong(1), p -> new TreeSet<>())
                            .add(rows.getString(2));
                }
            }
        }
        return indexed;
    }
}
