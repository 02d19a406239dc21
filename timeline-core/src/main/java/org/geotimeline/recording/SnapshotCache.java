package org.geotimeline.recording;

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
 * Where kept readings are: in memory, up to a weight, and in a table, so that a start does not read all again. Nothing that is
 * wrong with one makes a decision fail: it is thrown away. Safe for use by many threads.
 */
final class SnapshotCache {

    /** Changes with what is kept and with how it is folded; what another program kept is not read. */
    private static final int SHAPE = 2;

    static final String VERSION = version();

    /** Bytes, roughly; those go first that were not used for longest. */
    private static final long MOST_IN_MEMORY = 64L << 20;

    /** Characters; longer ones are in memory alone. */
    private static final int LONGEST_WRITTEN = 1 << 20;

    /** Maximum number of events that are read again after a start. */
    private static final int WRITTEN_EACH = 1_000;

    /** At each use of that number one is held against the history. */
    static final int CHECKED_EACH = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotCache.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final EventLog log;
    private final @Nullable SnapshotTable table;
    private final Map<Set<EventQuery>, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Set<EventQuery>> toWrite = new LinkedHashSet<>();
    private long weight;

    /** @param table null where they are in memory alone */
    SnapshotCache(EventLog log, @Nullable SnapshotTable table) {
        this.log = log;
        this.table = table;
    }

    /** @param written how many events were in it when it was written to the table */
    private record Entry(DecisionSnapshot kept, long weight, int uses, long written) {

        Entry used() {
            return new Entry(kept, weight, uses + 1, written);
        }

        Entry asWritten() {
            return new Entry(kept, weight, uses, kept.events());
        }
    }

    // ------------------------------------------------------------------------------------------------------- memory

    synchronized boolean has(Set<EventQuery> asked) {
        return entries.containsKey(asked);
    }

    /** What is kept of these questions and still stands on this ledger. */
    Optional<DecisionSnapshot> of(Set<EventQuery> asked) {
        Optional<DecisionSnapshot> kept = inMemory(asked).or(() -> inTable(asked));
        if (kept.isEmpty() || stands(kept.get())) {
            return kept;
        }
        forget(asked);
        return Optional.empty();
    }

    private synchronized Optional<DecisionSnapshot> inMemory(Set<EventQuery> asked) {
        return Optional.ofNullable(entries.get(asked)).map(Entry::kept);
    }

    private boolean stands(DecisionSnapshot kept) {
        return log.footing(kept.position()).equals(new EventLog.Footing(kept.erased(), kept.leaf()));
    }

    /** Counts a use; true where this one is to be held against the history. */
    synchronized boolean isDue(Set<EventQuery> asked) {
        Entry used = entries.computeIfPresent(asked, (key, entry) -> entry.used());
        return used != null && used.uses() % CHECKED_EACH == 0;
    }

    synchronized void keep(Set<EventQuery> asked, DecisionSnapshot kept) {
        Entry before = entries.get(asked);
        if (before != null
                && before.kept().erased() == kept.erased()
                && before.kept().position() >= kept.position()) {
            return; // another thread has read further
        }
        forgetInMemory(asked);
        long heavy = kept.weight();
        if (heavy > MOST_IN_MEMORY) {
            return;
        }
        long written = before == null ? 0 : before.written();
        entries.put(asked, new Entry(kept, heavy, before == null ? 0 : before.uses(), written));
        weight += heavy;
        var eldest = entries.entrySet().iterator();
        while (weight > MOST_IN_MEMORY) {
            weight -= eldest.next().getValue().weight();
            eldest.remove();
        }
        if (kept.events() - written >= WRITTEN_EACH) {
            toWrite.add(asked);
        }
    }

    private synchronized void forgetInMemory(Set<EventQuery> asked) {
        Entry gone = entries.remove(asked);
        if (gone != null) {
            weight -= gone.weight();
        }
        toWrite.remove(asked);
    }

    void forget(Set<EventQuery> asked) {
        forgetInMemory(asked);
        if (table != null) {
            try {
                table.drop(text(asked));
            } catch (RuntimeException e) {
                LOG.warn("what is kept of {} cannot be deleted: {}", text(asked), e.getMessage());
            }
        }
    }

    /** Throws away what was found to be otherwise than the ledger. */
    void refute(Set<EventQuery> asked, DecisionSnapshot kept) {
        LOG.error(
                "what is kept of {} up to position {} is not what the ledger gives; it was thrown away",
                text(asked),
                kept.position());
        forget(asked);
    }

    // -------------------------------------------------------------------------------------------------------- table

    private Optional<DecisionSnapshot> inTable(Set<EventQuery> asked) {
        if (table == null) {
            return Optional.empty();
        }
        try {
            Optional<SnapshotTable.Row> row = table.find(text(asked));
            Optional<DecisionSnapshot> kept = row.flatMap(SnapshotCache::read);
            kept.ifPresent(read -> remember(asked, read));
            if (row.isPresent() && !row.get().isWhole()) {
                LOG.error("what is kept of {} was changed after it was written; it was thrown away", text(asked));
                table.drop(text(asked));
            }
            return kept;
        } catch (RuntimeException e) {
            LOG.warn("what is kept of {} cannot be read, the ledger is read instead: {}", text(asked), e.getMessage());
            return Optional.empty();
        }
    }

    /** Empty where another program wrote it, or somebody has changed it. */
    static Optional<DecisionSnapshot> read(SnapshotTable.Row row) {
        return row.version().equals(VERSION) && row.isWhole()
                ? Optional.of(new DecisionSnapshot(
                        row.position(), row.leaf(), row.erased(), row.events(), DecisionSnapshot.acts(row.state())))
                : Optional.empty();
    }

    private synchronized void remember(Set<EventQuery> asked, DecisionSnapshot kept) {
        keep(asked, kept);
        entries.computeIfPresent(asked, (key, entry) -> entry.asWritten());
        toWrite.remove(asked);
    }

    /** Writes what has become long enough since it was written; for after a decision. */
    void write() {
        if (table == null) {
            return;
        }
        for (Set<EventQuery> asked : taken()) {
            Optional<DecisionSnapshot> kept = inMemory(asked);
            try {
                kept.ifPresent(one -> write(asked, one));
            } catch (RuntimeException e) {
                LOG.warn("what was read of {} cannot be kept for the next start: {}", text(asked), e.getMessage());
            }
        }
    }

    private void write(Set<EventQuery> asked, DecisionSnapshot kept) {
        String state = kept.state();
        if (table != null && state.length() <= LONGEST_WRITTEN) {
            table.put(SnapshotTable.Row.of(
                    text(asked), VERSION, kept.position(), kept.leaf(), kept.erased(), kept.events(), state));
        }
    }

    private synchronized Set<Set<EventQuery>> taken() {
        if (toWrite.isEmpty()) {
            return Set.of();
        }
        Set<Set<EventQuery>> taken = new HashSet<>(toWrite);
        toWrite.clear();
        for (Set<EventQuery> asked : taken) {
            entries.computeIfPresent(asked, (key, entry) -> entry.asWritten());
        }
        return taken;
    }

    // -------------------------------------------------------------------------------------------------------- check

    /**
     * Folds again from the ledger what is in memory and in the table, and throws away what differs.
     *
     * @param most maximum number of events that are read; at least those of one snapshot, least recently checked rows first
     */
    List<SelfCheck.Finding> check(long most) {
        var findings = new ArrayList<SelfCheck.Finding>();
        long left = most;
        for (Map.Entry<Set<EventQuery>, DecisionSnapshot> kept : inMemory().entrySet()) {
            left -= kept.getValue().events();
            if (left + kept.getValue().events() > 0 && stands(kept.getValue())) {
                wrong(kept.getKey(), kept.getValue()).ifPresent(findings::add);
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

    private synchronized Map<Set<EventQuery>, DecisionSnapshot> inMemory() {
        var kept = new LinkedHashMap<Set<EventQuery>, DecisionSnapshot>();
        entries.forEach((asked, entry) -> kept.put(asked, entry.kept()));
        return kept;
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
        Set<EventQuery> asked = questions(row.questions());
        if (!stands(read.get())) {
            forget(asked);
            return Optional.empty();
        }
        Optional<SelfCheck.Finding> wrong = wrong(asked, read.get());
        if (wrong.isEmpty() && table != null) {
            table.checked(row.questions());
        }
        return wrong;
    }

    private Optional<SelfCheck.Finding> wrong(Set<EventQuery> asked, DecisionSnapshot kept) {
        List<Recorded> acts = SourcedActs.history(log, asked, kept.position());
        var whole = new DecisionSnapshot.Read(acts, kept.position(), kept.leaf(), kept.events());
        if (DecisionSnapshot.of(asked, whole, kept.erased()).agrees(kept) || !stands(kept)) {
            return Optional.empty();
        }
        refute(asked, kept);
        return Optional.of(new SelfCheck.Finding(
                kept.position(),
                "what is kept of %s up to here is not what the ledger gives; it was thrown away, the ledger has it all"
                        .formatted(text(asked))));
    }

    // ------------------------------------------------------------------------------------------------------ as text

    /** The questions in one order, as JSON: {@code [["act:ACT-0001"], ["listing:kaz-national/TAL", "timeline.listing.ListingImposed"]]}. */
    static String text(Set<EventQuery> asked) {
        var text = JSON.createArrayNode();
        asked.stream()
                .sorted(Comparator.comparing(EventQuery::tag).thenComparing(q -> new TreeSet<>(q.types()).toString()))
                .forEach(question -> {
                    var one = text.addArray().add(question.tag());
                    new TreeSet<>(question.types()).forEach(one::add);
                });
        return JSON.writeValueAsString(text);
    }

    static Set<EventQuery> questions(String text) {
        var questions = new LinkedHashSet<EventQuery>();
        for (JsonNode one : JSON.readTree(text)) {
            List<String> words = one.valueStream().map(JsonNode::asString).toList();
            questions.add(new EventQuery(words.getFirst(), Set.copyOf(words.subList(1, words.size()))));
        }
        return questions;
    }

    private static String version() {
        return Hashes.sha256Hex(SHAPE + "\n" + Lifts.all().version());
    }
}
