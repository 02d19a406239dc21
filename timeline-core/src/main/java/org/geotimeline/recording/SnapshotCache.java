package org.geotimeline.recording;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.ledger.Hashes;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.SnapshotTable;
import org.geotimeline.store.log.SelfCheck;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The snapshots of long histories: in memory, up to a weight, and in a table, so that a restart does not read every history
 * again. A faulty snapshot is dropped and never makes a decision fail. Safe for use by many threads.
 */
final class SnapshotCache {

    /** Changes with the content of snapshots and with the fold; snapshots of another version are not read. */
    private static final int SHAPE = 2;

    static final String VERSION = version();

    private static final long MAX_WEIGHT_BYTES = 64L << 20;

    /** Longer snapshots are in memory alone. */
    private static final int MAX_WRITTEN_CHARACTERS = 1 << 20;

    /** A snapshot is written when it has grown by this many events; at most that many are read again after a restart. */
    private static final int WRITE_INTERVAL_EVENTS = 1_000;

    /** A snapshot is compared with its history each time it was used this often. */
    static final int CHECK_INTERVAL_USES = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotCache.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final EventLog log;
    private final @Nullable SnapshotTable table;
    private final Cache<Set<EventQuery>, Entry> entries = Caffeine.newBuilder()
            .maximumWeight(MAX_WEIGHT_BYTES)
            .weigher((Set<EventQuery> queries, Entry entry) -> entry.weight())
            .executor(Runnable::run)
            .build();
    private final Set<Set<EventQuery>> toWrite = ConcurrentHashMap.newKeySet();

    /** @param table null if snapshots are in memory alone */
    SnapshotCache(EventLog log, @Nullable SnapshotTable table) {
        this.log = log;
        this.table = table;
    }

    /** @param written the number of events of the snapshot when it was last written to the table */
    private record Entry(DecisionSnapshot snapshot, int weight, int uses, long written) {

        Entry used() {
            return new Entry(snapshot, weight, uses + 1, written);
        }

        Entry asWritten() {
            return new Entry(snapshot, weight, uses, snapshot.events());
        }

        boolean isAtLeast(DecisionSnapshot other) {
            return snapshot.erased() == other.erased() && snapshot.position() >= other.position();
        }
    }

    // ------------------------------------------------------------------------------------------------------- memory

    boolean has(Set<EventQuery> queries) {
        return entries.asMap().containsKey(queries);
    }

    /** The snapshot for these queries, if it is of this ledger and no event was erased since. */
    Optional<DecisionSnapshot> of(Set<EventQuery> queries) {
        Optional<DecisionSnapshot> snapshot = inMemory(queries).or(() -> inTable(queries));
        if (snapshot.isEmpty() || stands(snapshot.get())) {
            return snapshot;
        }
        forget(queries);
        return Optional.empty();
    }

    private Optional<DecisionSnapshot> inMemory(Set<EventQuery> queries) {
        return Optional.ofNullable(entries.getIfPresent(queries)).map(Entry::snapshot);
    }

    private boolean stands(DecisionSnapshot snapshot) {
        return log.footing(snapshot.position()).equals(new EventLog.Footing(snapshot.erased(), snapshot.leaf()));
    }

    /** Counts a use; true if the snapshot is to be compared with its history now. */
    boolean isDue(Set<EventQuery> queries) {
        Entry used = entries.asMap().computeIfPresent(queries, (key, entry) -> entry.used());
        return used != null && used.uses() % CHECK_INTERVAL_USES == 0;
    }

    /** Keeps the snapshot, unless another thread has read further. */
    void keep(Set<EventQuery> queries, DecisionSnapshot snapshot) {
        Entry entry = entries.asMap().compute(queries, (key, before) -> newer(before, snapshot));
        if (entry == null || entry.snapshot() != snapshot) {
            return;
        }
        if (snapshot.events() - entry.written() >= WRITE_INTERVAL_EVENTS) {
            toWrite.add(queries);
        }
    }

    private static @Nullable Entry newer(@Nullable Entry before, DecisionSnapshot snapshot) {
        if (before != null && before.isAtLeast(snapshot)) {
            return before;
        }
        long weight = snapshot.weightBytes();
        if (weight > MAX_WEIGHT_BYTES) {
            return null;
        }
        return before == null
                ? new Entry(snapshot, (int) weight, 0, 0)
                : new Entry(snapshot, (int) weight, before.uses(), before.written());
    }

    private void forgetInMemory(Set<EventQuery> queries) {
        entries.invalidate(queries);
        toWrite.remove(queries);
    }

    void forget(Set<EventQuery> queries) {
        forgetInMemory(queries);
        if (table != null) {
            try {
                table.drop(text(queries));
            } catch (RuntimeException e) {
                LOG.warn("the snapshot of {} cannot be deleted: {}", text(queries), e.getMessage());
            }
        }
    }

    /** Drops a snapshot that differs from the ledger. */
    void refute(Set<EventQuery> queries, DecisionSnapshot snapshot) {
        LOG.error(
                "the snapshot of {} up to position {} differs from the ledger; it was dropped",
                text(queries),
                snapshot.position());
        forget(queries);
    }

    // -------------------------------------------------------------------------------------------------------- table

    private Optional<DecisionSnapshot> inTable(Set<EventQuery> queries) {
        if (table == null) {
            return Optional.empty();
        }
        try {
            Optional<SnapshotTable.Row> row = table.find(text(queries));
            Optional<DecisionSnapshot> snapshot = row.flatMap(SnapshotCache::read);
            snapshot.ifPresent(read -> remember(queries, read));
            if (row.isPresent() && !row.get().isWhole()) {
                LOG.error("the snapshot of {} was changed after it was written; it was dropped", text(queries));
                table.drop(text(queries));
            }
            return snapshot;
        } catch (RuntimeException e) {
            LOG.warn(
                    "the snapshot of {} cannot be read, the ledger is read instead: {}", text(queries), e.getMessage());
            return Optional.empty();
        }
    }

    /** Empty if the row is of another version, or was changed after it was written. */
    static Optional<DecisionSnapshot> read(SnapshotTable.Row row) {
        return row.version().equals(VERSION) && row.isWhole()
                ? Optional.of(new DecisionSnapshot(
                        row.position(), row.leaf(), row.erased(), row.events(), DecisionSnapshot.acts(row.state())))
                : Optional.empty();
    }

    private void remember(Set<EventQuery> queries, DecisionSnapshot snapshot) {
        keep(queries, snapshot);
        entries.asMap().computeIfPresent(queries, (key, entry) -> entry.asWritten());
        toWrite.remove(queries);
    }

    /** After a decision: writes the snapshots that have grown enough since they were written. */
    void write() {
        if (table == null) {
            return;
        }
        for (Set<EventQuery> queries : taken()) {
            Optional<DecisionSnapshot> snapshot = inMemory(queries);
            try {
                snapshot.ifPresent(one -> write(queries, one));
            } catch (RuntimeException e) {
                LOG.warn("the snapshot of {} cannot be written: {}", text(queries), e.getMessage());
            }
        }
    }

    private void write(Set<EventQuery> queries, DecisionSnapshot snapshot) {
        String state = snapshot.state();
        if (table != null && state.length() <= MAX_WRITTEN_CHARACTERS) {
            table.put(SnapshotTable.Row.of(
                    text(queries),
                    VERSION,
                    snapshot.position(),
                    snapshot.leaf(),
                    snapshot.erased(),
                    snapshot.events(),
                    state));
        }
    }

    private Set<Set<EventQuery>> taken() {
        var taken = new HashSet<Set<EventQuery>>();
        toWrite.removeIf(taken::add);
        for (Set<EventQuery> queries : taken) {
            entries.asMap().computeIfPresent(queries, (key, entry) -> entry.asWritten());
        }
        return taken;
    }

    // -------------------------------------------------------------------------------------------------------- check

    /**
     * Compares the snapshots in memory and in the table with the ledger, and drops those that differ.
     *
     * @param maxEvents the most events to read, or one whole snapshot; least recently checked rows first
     */
    List<SelfCheck.Finding> check(long maxEvents) {
        var findings = new ArrayList<SelfCheck.Finding>();
        long left = maxEvents;
        for (Map.Entry<Set<EventQuery>, DecisionSnapshot> snapshot : inMemory().entrySet()) {
            left -= snapshot.getValue().events();
            if (left + snapshot.getValue().events() > 0 && stands(snapshot.getValue())) {
                wrong(snapshot.getKey(), snapshot.getValue()).ifPresent(findings::add);
            }
        }
        for (SnapshotTable.Row row : table == null ? List.<SnapshotTable.Row>of() : table.all()) {
            left -= row.events();
            if (left + row.events() > 0 && row.version().equals(VERSION)) {
                wrong(row).ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** Least recently used first. */
    private Map<Set<EventQuery>, DecisionSnapshot> inMemory() {
        var snapshots = new LinkedHashMap<Set<EventQuery>, DecisionSnapshot>();
        entries.policy()
                .eviction()
                .orElseThrow()
                .coldest(Integer.MAX_VALUE)
                .forEach((queries, entry) -> snapshots.put(queries, entry.snapshot()));
        return snapshots;
    }

    private Optional<SelfCheck.Finding> wrong(SnapshotTable.Row row) {
        Optional<DecisionSnapshot> read = row.isWhole() ? read(row) : Optional.empty();
        if (read.isEmpty()) {
            if (table != null) {
                table.drop(row.questions());
            }
            return Optional.of(new SelfCheck.Finding(
                    row.position(),
                    "what is kept of %s was changed after it was written; it was thrown away, the ledger has it all"
                            .formatted(row.questions())));
        }
        Set<EventQuery> queries = queries(row.questions());
        if (!stands(read.get())) {
            forget(queries);
            return Optional.empty();
        }
        Optional<SelfCheck.Finding> wrong = wrong(queries, read.get());
        if (wrong.isEmpty() && table != null) {
            table.checked(row.questions());
        }
        return wrong;
    }

    private Optional<SelfCheck.Finding> wrong(Set<EventQuery> queries, DecisionSnapshot snapshot) {
        List<Recorded> acts = SourcedActs.history(log, queries, snapshot.position());
        var whole = new DecisionSnapshot.Read(acts, snapshot.position(), snapshot.leaf(), snapshot.events());
        if (DecisionSnapshot.of(queries, whole, snapshot.erased()).agrees(snapshot) || !stands(snapshot)) {
            return Optional.empty();
        }
        refute(queries, snapshot);
        return Optional.of(new SelfCheck.Finding(
                snapshot.position(),
                "what is kept of %s up to here is not what the ledger gives; it was thrown away, the ledger has it all"
                        .formatted(text(queries))));
    }

    // ------------------------------------------------------------------------------------------------------ as text

    /** The queries in one order, as JSON: {@code [["act:ACT-0001"], ["listing:kaz-national/TAL", "timeline.listing.ListingImposed"]]}. */
    static String text(Set<EventQuery> queries) {
        var text = JSON.createArrayNode();
        queries.stream()
                .sorted(Comparator.comparing(EventQuery::tag).thenComparing(q -> new TreeSet<>(q.types()).toString()))
                .forEach(query -> {
                    var one = text.addArray().add(query.tag());
                    new TreeSet<>(query.types()).forEach(one::add);
                });
        return JSON.writeValueAsString(text);
    }

    static Set<EventQuery> queries(String text) {
        var queries = new LinkedHashSet<EventQuery>();
        for (JsonNode one : JSON.readTree(text)) {
            List<String> words = one.valueStream().map(JsonNode::asString).toList();
            queries.add(new EventQuery(words.getFirst(), Set.copyOf(words.subList(1, words.size()))));
        }
        return queries;
    }

    private static String version() {
        return Hashes.sha256Hex(SHAPE + "\n" + Lifts.all().version());
    }
}
