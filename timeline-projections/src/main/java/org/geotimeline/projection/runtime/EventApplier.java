package org.geotimeline.projection.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.projection.spi.Folding;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.SideTable;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Applies events to the timelines of one projection, one by one in the order of the ledger. What it needs again soon it
 * keeps in memory: the caches are true only as long as everything that it put on the shelf was committed, so after a
 * failure a new scribe starts. For one thread.
 */
final class EventApplier {

    /** So many events are kept in dossiers; about 5 kB each. */
    static final long MOST_ENTRIES = 20_000;
    /** So many rows of the projection's own tables; about 300 B each. */
    private static final long MOST_KEPT = 50_000;

    private static final Comparator<Timeline> BY_VALUES = (a, b) -> {
        int order = 0;
        for (int i = 0; order == 0 && i < a.values().size(); i++) {
            order = a.value(i).compareTo(b.value(i));
        }
        return order;
    };

    private final Projection projection;
    private final Ledger ledger;
    private final WeightedLru<ActId, File> files;
    private final WeightedLru<Timeline, TimelineState> courses;
    private final WeightedLru<Keeping, Set<List<String>>> kept = new WeightedLru<>(MOST_KEPT, rows -> 1 + rows.size());
    private final @Nullable BloomFilter seen; // none where it did not begin with the first event
    private final ParkedTimelines parking;
    private long reread;

    private record Keeping(SideTable table, String first) {}

    /** A dossier, and the timelines that it is linked to. */
    private static final class File {
        private CachedDossier papers;
        private final Set<Timeline> timelines;

        File(CachedDossier papers, Set<Timeline> timelines) {
            this.papers = papers;
            this.timelines = timelines;
        }

        Dossier dossier() {
            return papers.dossier();
        }

        int weight() {
            return 1 + dossier().entries().size() + timelines.size() / 10;
        }
    }

    /**
     * @param position of the last event that was applied before this scribe
     * @param room for timelines, in rows; a dossier of theirs counts as ten
     */
    EventApplier(
            Projection projection, Ledger ledger, long position, ParkedTimelines parking, MemoryBudget.Share room) {
        this(projection, ledger, position, parking, MOST_ENTRIES, room);
    }

    EventApplier(
            Projection projection,
            Ledger ledger,
            long position,
            ParkedTimelines parking,
            long mostEntries,
            MemoryBudget.Share room) {
        this.projection = projection;
        this.ledger = ledger;
        this.files = new WeightedLru<>(mostEntries, File::weight);
        this.courses = new WeightedLru<>(room, TimelineState::weight);
        this.seen = position == 0 ? new BloomFilter() : null;
        this.parking = parking;
    }

    /**
     * Applies the event that follows the last one applied, as all acts that it is read as at once. What stands still is left
     * as it is, and the event waits there.
     *
     * @throws ActNotApplicable where the projection fails on it
     */
    void apply(List<Recorded> acts, ProjectionStore shelf) throws SQLException {
        if (acts.isEmpty() || parking.isDropped(acts.getFirst().position())) {
            return;
        }
        Recorded event = acts.getFirst();
        var applying = new Applying(acts, shelf);
        applying.gather();
        OptionalLong behind = parking.notPlaced(applying.concerned.keySet());
        if (behind.isPresent()) {
            parking.await(event, null, behind.getAsLong());
            return;
        }
        applying.link();
        applying.fold();
    }

    /**
     * Applies to a timeline that stood still the events that it has not taken, as they would have been applied then.
     *
     * @param waiting those events, by position
     * @throws ActNotApplicable at the first of them, where it cannot be taken now either
     */
    void retake(Timeline timeline, NavigableMap<Long, ActId> waiting, ProjectionStore shelf) throws SQLException {
        var course = new TimelineState(projection.folding(timeline));
        shelf.rows(timeline, course::load);
        Map<ActId, Long> links = shelf.links(timeline);
        var spoken = new LinkedHashMap<ActId, NavigableSet<Long>>();
        for (Map.Entry<ActId, Long> link : links.entrySet()) {
            var positions = new TreeSet<Long>();
            onFile(link.getKey(), waiting.lastKey()).forEach(entry -> positions.add(entry.position()));
            spoken.put(link.getKey(), positions);
            if (link.getValue() < waiting.firstKey()) {
                course.put(papers(link.getKey(), onFile(link.getKey(), waiting.firstKey() - 1)));
            }
        }
        long before = waiting.firstKey() - 1;
        for (Map.Entry<Long, ActId> event : waiting.entrySet()) {
            Instant from = Instant.MAX;
            for (Map.Entry<ActId, NavigableSet<Long>> each : spoken.entrySet()) {
                long linked = Objects.requireNonNull(links.get(each.getKey()));
                boolean fresh = linked > before || each.getValue().contains(event.getKey());
                if (linked <= event.getKey() && fresh) {
                    CachedDossier papers = papers(each.getKey(), onFile(each.getKey(), event.getKey()));
                    course.put(papers);
                    from = earlier(from, papers.contributions());
                }
            }
            for (Instant known : course.knownTimesFrom(from)) {
                fold(timeline, course, known, event.getKey(), event.getValue(), shelf);
            }
            before = event.getKey();
        }
    }

    /** How many timelines were read from the tables, because they were not in memory. */
    long reread() {
        return reread;
    }

    /** True where nothing can be on file of that act, timeline or key, because it was never asked for before. */
    private boolean isNew(Object key) {
        if (seen == null || seen.maybe(key)) {
            return false;
        }
        seen.add(key);
        return true;
    }

    private static Instant earlier(Instant time, NavigableSet<Instant> times) {
        return times.isEmpty() || times.first().isAfter(time) ? time : times.first();
    }

    private void fold(
            Timeline timeline, TimelineState course, Instant known, long position, ActId because, ProjectionStore shelf)
            throws SQLException {
        shelf.stillAtWork();
        Optional<Folding.Grown> grown;
        Map<String, NavigableMap<LocalDate, JsonNode>> folded = Map.of();
        try {
            grown = course.grown(known);
            if (grown.isEmpty()) {
                folded = course.folded(known);
            }
        } catch (RuntimeException | StackOverflowError e) {
            if (isToBlame(e)) {
                throw new ActNotApplicable(position, because, timeline, e);
            }
            throw e;
        }
        var at = new At(timeline, course, known, position, shelf);
        if (grown.isPresent()) {
            at.grow(grown.get());
        } else {
            at.put(folded);
        }
    }

    /** Where what a fold says is written. */
    private record At(Timeline timeline, TimelineState course, Instant known, long position, ProjectionStore shelf) {

        /** All that it says. */
        void put(Map<String, NavigableMap<LocalDate, JsonNode>> folded) throws SQLException {
            var names = new TreeSet<>(course.cells().keySet());
            names.addAll(folded.keySet());
            for (String name : names) {
                append(name, LocalDate.MIN, folded.getOrDefault(name, new TreeMap<>()));
            }
        }

        /** What it says otherwise than it did. */
        void grow(Folding.Grown grown) throws SQLException {
            for (Map.Entry<String, Folding.Grown.Tail> cell : new TreeMap<>(grown.cells()).entrySet()) {
                append(cell.getKey(), cell.getValue().from(), cell.getValue().steps());
            }
        }

        private void append(String cell, LocalDate from, NavigableMap<LocalDate, JsonNode> folded) throws SQLException {
            Steps steps = course.cells().getOrDefault(cell, new Steps());
            boolean first = steps.size() == 0;
            List<Steps.Row> rows = steps.append(from, folded, known, position);
            if (!rows.isEmpty()) {
                if (first) {
                    course.cells().put(cell, steps);
                    shelf.opened(timeline, cell);
                }
                for (Steps.Row row : rows) {
                    shelf.append(timeline, cell, row);
                }
                course.longer(rows.size());
            }
        }
    }

    /** Not where it was the database, or an interruption. */
    private static boolean isToBlame(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException
                    || cause instanceof InterruptedException
                    || cause instanceof ActNotApplicable) {
                return false;
            }
        }
        return true;
    }

    /** What one event does. */
    private final class Applying implements Links {
        private final List<Recorded> acts;
        private final Recorded event;
        private final ProjectionStore shelf;
        /** The dossiers that each act is in: its own, those of what it speaks of, of what that speaks of. */
        private final List<Map<ActId, File>> ofEach = new ArrayList<>();

        private final Map<ActId, File> concerned = new LinkedHashMap<>();
        /** From which known time on each timeline must be folded again. */
        private final NavigableMap<Timeline, Instant> touched = new TreeMap<>(BY_VALUES);

        Applying(List<Recorded> acts, ProjectionStore shelf) {
            this.acts = acts;
            this.event = acts.getFirst();
            this.shelf = shelf;
        }

        void gather() throws SQLException {
            for (Recorded act : acts) {
                File own = file(act.id());
                add(own, List.of(act));
                if (!act.whole().equals(act.id())) {
                    add(own, sayings(file(act.whole()).dossier()));
                }
                var found = new LinkedHashMap<>(Map.of(act.id(), own));
                upwards(own, found);
                concerned.putAll(found);
                ofEach.add(found);
            }
            for (Recorded act : acts) {
                File own = file(act.id());
                for (File file : concerned.values()) {
                    for (Timeline timeline : file.timelines) {
                        touch(timeline, own.papers);
                    }
                }
            }
        }

        /** What was said of an event before it came was said of each act that it is read as. */
        private static List<Recorded> sayings(Dossier dossier) {
            return dossier.entries().stream()
                    .filter(e -> e.act() instanceof KnowledgeAct && !e.id().equals(dossier.id()))
                    .toList();
        }

        /** A saying brings along what was said of it before it came. */
        private void upwards(File from, Map<ActId, File> found) throws SQLException {
            for (ActId spokenOf : spokenOf(from.dossier())) {
                for (ActId above : siblings(spokenOf)) {
                    File file = file(above);
                    add(file, from.dossier().entries());
                    if (found.putIfAbsent(above, file) == null) {
                        upwards(file, found);
                    }
                }
            }
        }

        /** Who speaks of an event as it is stored speaks of all acts that it is read as. */
        private Collection<ActId> siblings(ActId act) throws SQLException {
            return file(act)
                    .dossier()
                    .first()
                    .filter(first -> first.whole().equals(act))
                    .map(Recorded::siblings)
                    .orElse(List.of(act));
        }

        private void add(File file, List<Recorded> entries) {
            var ids = new HashSet<ActId>();
            file.dossier().entries().forEach(e -> ids.add(e.id()));
            List<Recorded> fresh = entries.stream().filter(e -> ids.add(e.id())).toList();
            if (!fresh.isEmpty()) {
                var all = new ArrayList<>(file.dossier().entries());
                all.addAll(fresh);
                file.papers = papers(file.dossier().id(), all).after(file.papers, fresh);
                files.put(file.dossier().id(), file);
            }
        }

        private void touch(Timeline timeline, CachedDossier because) {
            if (!because.contributions().isEmpty()) {
                touched.merge(timeline, because.contributions().first(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }

        void link() throws SQLException {
            for (int i = 0; i < acts.size(); i++) {
                Recorded act = acts.get(i);
                boolean saying = act.act() instanceof KnowledgeAct;
                for (Map.Entry<ActId, File> file : ofEach.get(i).entrySet()) {
                    if (!saying || !file.getKey().equals(act.id())) {
                        link(act, file.getValue().dossier());
                    }
                }
            }
        }

        private void link(Recorded act, Dossier dossier) throws SQLException {
            try {
                projection.link(act, dossier, this);
            } catch (RuntimeException | StackOverflowError e) {
                if (isToBlame(e)) {
                    throw new ActNotApplicable(event.position(), ParkedTimelines.root(event), null, e);
                }
                throw e;
            }
        }

        void fold() throws SQLException {
            for (Map.Entry<Timeline, Instant> touch : touched.entrySet()) {
                Timeline timeline = touch.getKey();
                TimelineState course = course(timeline);
                for (File file : concerned.values()) {
                    if (file.timelines.contains(timeline)) {
                        course.put(file.papers);
                    }
                }
                OptionalLong still = parking.standsStillSince(timeline);
                if (still.isPresent()) {
                    parking.await(event, timeline, still.getAsLong());
                } else {
                    for (Instant known : course.knownTimesFrom(touch.getValue())) {
                        EventApplier.this.fold(timeline, course, known, event.position(), event.id(), shelf);
                    }
                }
                courses.put(timeline, course);
            }
        }

        private File file(ActId act) throws SQLException {
            File known = concerned.getOrDefault(act, files.get(act));
            if (known != null) {
                return known;
            }
            File file = isNew(act)
                    ? new File(papers(act, List.of()), new LinkedHashSet<>())
                    : new File(papers(act, onFile(act, event.position())), new LinkedHashSet<>(shelf.linkedTo(act)));
            files.put(act, file);
            return file;
        }

        private TimelineState course(Timeline timeline) throws SQLException {
            TimelineState known = courses.get(timeline);
            if (known != null) {
                return known;
            }
            var course = new TimelineState(projection.folding(timeline));
            if (!isNew(timeline)) {
                for (ActId act : shelf.acts(timeline)) {
                    course.put(file(act).papers);
                }
                shelf.rows(timeline, course::load);
                reread += course.acts().isEmpty() ? 0 : 1;
            }
            courses.put(timeline, course);
            return course;
        }

        private Timeline checked(Timeline timeline) {
            if (timeline.values().size() != projection.keys().size()) {
                throw new IllegalArgumentException("%s is no timeline of %s, whose keys are %s"
                        .formatted(timeline.values(), projection.name(), projection.keys()));
            }
            return timeline;
        }

        @Override
        public void add(Timeline timeline, ActId act) throws SQLException {
            File file = file(act);
            if (file.timelines.contains(checked(timeline))) {
                return;
            }
            TimelineState course = course(timeline);
            if (course.acts().isEmpty()) {
                shelf.begin(timeline, event.position());
            }
            file.timelines.add(timeline);
            files.put(act, file);
            shelf.link(timeline, act, event.position());
            course.put(file.papers);
            courses.put(timeline, course);
            touch(timeline, file.papers);
        }

        @Override
        public Set<Timeline> timelines(String key, String value) throws SQLException {
            int column = projection.keys().indexOf(key);
            if (column < 0) {
                throw new IllegalArgumentException(
                        "%s has no key '%s' but %s".formatted(projection.name(), key, projection.keys()));
            }
            return shelf.timelines(column, value);
        }

        @Override
        public Set<ActId> acts(Timeline timeline) throws SQLException {
            return Set.copyOf(course(checked(timeline)).acts());
        }

        @Override
        public Dossier dossier(ActId act) {
            return known(act).dossier();
        }

        @Override
        public List<Revision> states(ActId act) {
            return known(act).states().all();
        }

        @Override
        public List<Revision> everyState(ActId act) {
            return known(act).states().ever();
        }

        private CachedDossier known(ActId act) {
            try {
                return file(act).papers;
            } catch (SQLException e) {
                throw new IllegalStateException("cannot read what is on file of " + act, e);
            }
        }

        /** What is kept in memory needs no second writing. */
        @Override
        public void keep(SideTable table, String... row) throws SQLException {
            var values = List.of(row);
            var key = new Keeping(table, values.getFirst());
            Set<List<String>> known = kept.get(key);
            if (known == null && isNew(key)) {
                known = new LinkedHashSet<>();
            }
            if (known != null && !table.latest()) {
                if (!known.add(values)) {
                    return;
                }
                kept.put(key, known);
            }
            shelf.keep(table, values);
        }

        @Override
        public Set<List<String>> kept(SideTable table, String first) throws SQLException {
            var key = new Keeping(table, first);
            Set<List<String>> known = kept.get(key);
            if (known == null) {
                known = isNew(key) ? new LinkedHashSet<>() : shelf.kept(table, first);
                kept.put(key, known);
            }
            return Set.copyOf(known);
        }

        @Override
        public Connection connection() throws SQLException {
            return shelf.connection();
        }
    }

    private CachedDossier papers(ActId act, Collection<Recorded> entries) {
        List<Recorded> kept =
                entries.stream().filter(e -> !parking.isDropped(e.position())).toList();
        return new CachedDossier(new Dossier(act, kept), projection);
    }

    /** What is on file of an act up to that position, in the order of the ledger. */
    private Collection<Recorded> onFile(ActId act, long upTo) {
        var entries = new TreeSet<>(Recorded.ORDER);
        collect(act, upTo, new HashSet<>(), entries);
        return entries;
    }

    private void collect(ActId act, long upTo, Set<ActId> seen, Set<Recorded> entries) {
        if (!seen.add(act)) {
            return;
        }
        for (Recorded entry : ledger.tagged(act, upTo)) {
            List<ActId> targets = targets(entry);
            boolean saying = !entry.id().equals(act) && (targets.contains(act) || targets.contains(act.whole()));
            if (saying || entry.id().equals(act)) {
                entries.add(entry);
            }
            if (saying) {
                collect(entry.id(), upTo, seen, entries);
            }
        }
    }

    /** The acts that the act of this dossier speaks of; none where it is no saying, or not on file. */
    private static List<ActId> spokenOf(Dossier dossier) {
        return dossier.first().map(EventApplier::targets).orElse(List.of());
    }

    private static List<ActId> targets(Recorded event) {
        return event.act() instanceof KnowledgeAct said ? said.targets() : List.of();
    }
}
