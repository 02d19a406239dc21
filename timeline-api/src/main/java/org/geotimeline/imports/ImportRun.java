package org.geotimeline.imports;

import java.io.EOFException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipException;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.act.sanctions.SanctionsAct;
import org.geotimeline.imports.Import.Mode;
import org.geotimeline.imports.Import.OnList;
import org.geotimeline.imports.Import.State;
import org.geotimeline.imports.format.AnotherFormat;
import org.geotimeline.imports.format.CutShort;
import org.geotimeline.imports.format.Format;
import org.geotimeline.imports.format.Format.Draft;
import org.geotimeline.imports.format.RecordFormat;
import org.geotimeline.imports.format.Row;
import org.geotimeline.imports.format.Rows;
import org.geotimeline.imports.format.SnapshotFormat;
import org.geotimeline.imports.format.SnapshotFormat.Entry;
import org.geotimeline.imports.format.SnapshotFormat.Kind;
import org.geotimeline.imports.format.SnapshotFormat.Place;
import org.geotimeline.imports.format.StateNames;
import org.geotimeline.imports.format.Unreadable;
import org.geotimeline.recording.EventDecoder;
import org.geotimeline.recording.LedgerRegister;
import org.geotimeline.recording.Recorder;
import org.geotimeline.store.EventFilter;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One import from beginning to end. The body is read twice: once to its end, so that a body that is cut short records
 * nothing, and once to record it.
 */
final class ImportRun {

    private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);

    private static final long TELL_NANOS = 500_000_000L;
    private static final int PAGE = 1_000;
    private static final Row NO_ROW = new Row(0, "", Map.of(), null);

    /** What a run works with. */
    record Means(
            Recorder recorder,
            EventLog log,
            LedgerRegister register,
            Clock clock,
            ImportTable table,
            ImportLimits limits) {}

    private final Means means;
    private final Format format;
    private final Spooled body;
    private final String principal;
    private final Tally tally = new Tally();
    private final Set<String> registered = new HashSet<>();
    private Import now;
    private long toldNanos = System.nanoTime();

    ImportRun(Means means, Format format, Spooled body, String principal, Import queued) {
        this.means = means;
        this.format = format;
        this.body = body;
        this.principal = principal;
        this.now = queued;
    }

    /** It is held: nothing is recorded until its sender says otherwise. */
    private static final class Held extends Exception {
        private static final long serialVersionUID = 1L;

        Held(String sentence) {
            super(sentence);
        }
    }

    void run() {
        Instant started = instant();
        tell(State.RUNNING, null, started, null);
        State end = State.FAILED;
        String reason = null;
        try {
            presumed();
            reason = format instanceof SnapshotFormat snapshots ? snapshot(snapshots) : records((RecordFormat) format);
            end = State.DONE;
        } catch (Held | CutShort held) {
            end = State.HELD;
            reason = held.getMessage();
        } catch (EOFException | ZipException broken) {
            end = State.HELD;
            reason = "the packed body breaks off: " + broken.getMessage();
        } catch (AnotherFormat another) {
            reason = "this is no %s: %s".formatted(format.name(), another.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            reason = Imports.STOPPED;
        } catch (IOException | RuntimeException failed) {
            LOG.error("import {} failed", now.id(), failed);
            reason = "the server failed, and its log says why; what was recorded stays, so send it again";
        }
        tell(end, reason, started, instant());
    }

    private void presumed() throws AnotherFormat, Held {
        for (String name : format.presumes()) {
            String kind = name.substring(0, name.indexOf(':'));
            String id = name.substring(name.indexOf(':') + 1);
            if (!means.register.has(kind, id)) {
                throw new Held("no %s '%s' is registered, which its acts name; register it and send it again"
                        .formatted(kind, id));
            }
        }
    }

    // -------------------------------------------------------------------------------------------------------- rows

    private interface Reader {
        void read(Row row) throws InterruptedException, AnotherFormat;
    }

    private Rows open() throws IOException {
        if (body.bytes() == 0) {
            throw new CutShort("the body is empty");
        }
        return format.open(body.open(means.limits.unpacked().toBytes()));
    }

    private static void each(Rows rows, Reader reader) throws IOException, InterruptedException {
        for (Row row = rows.next(); row != null; row = rows.next()) {
            reader.read(row);
        }
    }

    private RowRecorder intake() {
        return new RowRecorder(
                means.recorder,
                means.log,
                means.clock,
                principal,
                "import:" + format.name(),
                tally,
                now.mode() == Mode.DRY_RUN);
    }

    private void turnDown(Row row, Unreadable why) {
        tally.handled.increment();
        tally.reject(new Reject(row.line(), why.column(), why.sentence(), row.original()));
    }

    /** What every format registers before its rows. */
    private List<Draft> opening() {
        return means.register.has("dataset", format.name()) ? List.of() : List.of(new Draft("", format.dataset()));
    }

    private void progress() throws AnotherFormat {
        if (tally.rejects() > means.limits.rejects()) {
            throw new AnotherFormat("more than %d of its rows could not be read".formatted(means.limits.rejects()));
        }
        if (System.nanoTime() - toldNanos > TELL_NANOS) {
            tell(State.RUNNING, null, now.startedAt(), null);
        }
    }

    // ----------------------------------------------------------------------------------------------------- records

    private @Nullable String records(RecordFormat records) throws IOException, InterruptedException, Held {
        try (Rows rows = open()) {
            each(rows, row -> tally.records.increment());
        }
        if (tally.records.sum() == 0) {
            throw new Held("the body has no rows");
        }
        StateNames names = StateNames.of(means.register);
        try (Rows rows = open();
                RowRecorder intake = intake()) {
            intake.first(NO_ROW, opening());
            each(rows, row -> {
                try {
                    if (row.fault() != null) {
                        throw row.fault();
                    }
                    List<Draft> drafts = records.acts(row, names);
                    intake.first(
                            row, drafts.stream().filter(this::registersAnew).toList());
                    intake.take(
                            records.key(row),
                            row,
                            drafts.stream()
                                    .filter(draft -> !isRegistration(draft))
                                    .toList());
                } catch (Unreadable why) {
                    turnDown(row, why);
                }
                progress();
            });
            intake.await();
        }
        return null;
    }

    private static boolean isRegistration(Draft draft) {
        return draft.body().path("type").asString("").equals("ActorRegistered");
    }

    /** What many rows name is registered once, before all of them. */
    private boolean registersAnew(Draft draft) {
        String actor = draft.body().path("actor").asString("");
        return isRegistration(draft) && registered.add(actor) && !means.register.has("actor", actor);
    }

    // --------------------------------------------------------------------------------------------------- snapshots

    /** What the first reading of a snapshot finds: who is on each list. */
    private static final class Survey {
        private final Map<String, Set<String>> shown = new TreeMap<>();
        private final Map<String, Place> lists = new TreeMap<>();
        private final Map<String, Map<Kind, Long>> kinds = new TreeMap<>();
        private LocalDate day = LocalDate.MIN;
        private long unplaced;

        void add(Place place) {
            lists.putIfAbsent(place.list(), place);
            if (shown.computeIfAbsent(place.list(), none -> new HashSet<>()).add(place.reference())) {
                kinds.computeIfAbsent(place.list(), none -> new EnumMap<>(Kind.class))
                        .merge(place.kind(), 1L, Long::sum);
            }
        }
    }

    private @Nullable String snapshot(SnapshotFormat snapshots) throws IOException, InterruptedException, Held {
        Survey survey = survey(snapshots);
        NavigableSet<LocalDate> others = means.table.days(format.name());
        others.remove(survey.day);
        var difference = new Difference(snapshots, survey.day, others);
        var listings = new TreeMap<String, Listings>();
        var names = new TreeSet<>(survey.shown.keySet());
        names.addAll(listsOnFile());
        for (String list : names) {
            listings.put(list, Listings.of(means.log, list, format.name()));
        }
        var gone = new TreeMap<String, List<String>>();
        listings.forEach((list, times) ->
                gone.put(list, difference.gone(times, survey.shown.getOrDefault(list, Set.of()))));
        summarise(survey, difference, listings, gone);
        checkShare();
        record(snapshots, survey, difference, listings, survey.unplaced > 0 ? Map.of() : gone);
        return survey.unplaced == 0
                ? null
                : "%d entries do not say who they are, so that nobody can tell who is missing: nothing was lifted"
                        .formatted(survey.unplaced);
    }

    private Survey survey(SnapshotFormat snapshots) throws IOException, InterruptedException, Held {
        var survey = new Survey();
        try (Rows rows = open()) {
            survey.day = snapshots.day(rows);
            each(rows, row -> {
                tally.records.increment();
                try {
                    survey.add(snapshots.place(row));
                } catch (Unreadable nameless) {
                    survey.unplaced++;
                }
            });
        }
        if (survey.day.isAfter(instant().atZone(ZoneOffset.UTC).toLocalDate())) {
            throw new AnotherFormat("it is dated %s, which is still to come".formatted(survey.day));
        }
        if (survey.shown.isEmpty()) {
            throw new Held("the snapshot is empty: it lifts nothing");
        }
        return survey;
    }

    /** The lists on which this dataset has placed someone. */
    private Set<String> listsOnFile() {
        Set<String> types = Lifts.all()
                .storedAs(ActTypes.all()
                        .named(SanctionsAct.PartyListed.class.getSimpleName())
                        .orElseThrow()
                        .qualifiedName());
        var lists = new HashSet<String>();
        long head = means.log.head();
        for (long read = 0; read < head; ) {
            List<StoredEvent> page = means.log.read(read, head, new EventFilter(types, Set.of()), PAGE);
            page.forEach(stored -> stored.tags().stream()
                    .filter(tag -> tag.startsWith("list:"))
                    .map(tag -> tag.substring("list:".length()))
                    .filter(list -> !lists.contains(list)
                            && EventDecoder.acts(stored).stream()
                                    .anyMatch(placed -> placed.body()
                                            .path("dataset")
                                            .asString("")
                                            .equals(format.name())))
                    .forEach(lists::add));
            read = page.size() < PAGE ? head : page.getLast().position();
        }
        return lists;
    }

    private void summarise(
            Survey survey, Difference difference, Map<String, Listings> listings, Map<String, List<String>> gone) {
        var lists = new ArrayList<OnList>();
        listings.forEach((list, times) -> {
            Map<Kind, Long> kinds = survey.kinds.getOrDefault(list, Map.of());
            Set<String> shown = survey.shown.getOrDefault(list, Set.of());
            long since = shown.stream()
                    .filter(reference -> difference.goneSince(times.of(reference)))
                    .count();
            lists.add(new OnList(
                    list,
                    kinds.getOrDefault(Kind.INDIVIDUAL, 0L),
                    kinds.getOrDefault(Kind.ENTITY, 0L),
                    since == 0 ? difference.before(times) : Math.max(shown.size(), difference.before(times)),
                    gone.getOrDefault(list, List.of()).size() + since));
        });
        now = told(now.state(), now.reason(), now.startedAt(), null, survey.day, lists);
    }

    /** A list that loses more than half of its entries is as suspect as a snapshot that loses more than its share. */
    private static final double HALF = 0.5;

    private void checkShare() throws Held {
        var losses = new ArrayList<String>();
        long lifted = now.lists().stream().mapToLong(OnList::lifted).sum();
        long before = now.lists().stream().mapToLong(OnList::before).sum();
        if (lifted > now.share() * before) {
            losses.add(loss("the lists together", lifted, before, now.share()));
        }
        now.lists().stream()
                .filter(list -> list.lifted() > Math.max(HALF, now.share()) * list.before())
                .forEach(list ->
                        losses.add(loss(list.list(), list.lifted(), list.before(), Math.max(HALF, now.share()))));
        if (!losses.isEmpty() && !now.force()) {
            throw new Held(
                    String.join("; ", losses) + ": look at it, then send it again with force=true, or another share");
        }
    }

    private static String loss(String what, long lifted, long before, double share) {
        return String.format(
                Locale.ROOT, "%s would lose %d of %d entries, more than %s %%", what, lifted, before, percent(share));
    }

    private static String percent(double share) {
        return new java.math.BigDecimal(Double.toString(share))
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
    }

    private void record(
            SnapshotFormat snapshots,
            Survey survey,
            Difference difference,
            Map<String, Listings> listings,
            Map<String, List<String>> gone)
            throws IOException, InterruptedException {
        var seen = new HashSet<String>();
        try (Rows rows = open();
                RowRecorder intake = intake()) {
            var opening = new ArrayList<>(opening());
            survey.lists.forEach((list, place) -> {
                if (!means.register.has("list", list)) {
                    opening.add(new Draft("", ours(snapshots.list(place), survey.day)));
                }
            });
            intake.first(NO_ROW, opening);
            each(rows, row -> {
                try {
                    Place place = row.fault() == null ? snapshots.place(row) : null;
                    if (place == null) {
                        throw java.util.Objects.requireNonNull(row.fault());
                    }
                    if (!seen.add(place.reference())) {
                        throw new Unreadable("", "an entry '%s' stood in the file before".formatted(place.reference()));
                    }
                    List<Draft> drafts = drafts(snapshots.entry(row), difference, listings);
                    if (drafts.isEmpty()) {
                        tally.nothingNew.increment();
                        tally.handled.increment();
                    } else {
                        intake.take(place.reference(), row, drafts);
                    }
                } catch (Unreadable why) {
                    turnDown(row, why);
                }
                progress();
            });
            for (Map.Entry<String, List<String>> list : gone.entrySet()) {
                for (String reference : list.getValue()) {
                    intake.take(
                            reference,
                            NO_ROW,
                            difference.ended(
                                    list.getKey(),
                                    reference,
                                    times(listings, list.getKey()).of(reference)));
                }
            }
            intake.await();
        }
    }

    private static Listings times(Map<String, Listings> listings, String list) {
        return java.util.Objects.requireNonNull(listings.get(list), list);
    }

    private List<Draft> drafts(Entry entry, Difference difference, Map<String, Listings> listings) {
        var drafts = new ArrayList<Draft>();
        if (!means.register.has("actor", entry.party())) {
            entry.registrations()
                    .forEach(draft -> drafts.add(new Draft(draft.column(), ours(draft.body(), difference.day()))));
        }
        Place place = entry.place();
        drafts.addAll(difference.shown(entry, times(listings, place.list()).of(place.reference())));
        return drafts;
    }

    private ObjectNode ours(ObjectNode registration, LocalDate known) {
        return registration.put("known", known.toString()).put("dataset", format.name());
    }

    // ----------------------------------------------------------------------------------------------------- telling

    private Instant instant() {
        return means.clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void tell(State state, @Nullable String reason, @Nullable Instant started, @Nullable Instant finished) {
        toldNanos = System.nanoTime();
        now = told(state, reason, started, finished, now.day(), now.lists());
        Tally.Rejects rejects = tally.takeRejects();
        means.table.update(now.withRejects(rejects.all()), rejects.fresh());
    }

    private Import told(
            State state,
            @Nullable String reason,
            @Nullable Instant started,
            @Nullable Instant finished,
            @Nullable LocalDate day,
            List<OnList> lists) {
        return new Import(
                now.id(),
                now.format(),
                now.mode(),
                state,
                reason,
                day,
                now.bytes(),
                tally.records.sum(),
                tally.handled.sum(),
                tally.acts.sum(),
                tally.nothingNew.sum(),
                tally.rejects(),
                now.share(),
                now.force(),
                List.copyOf(lists),
                now.receivedAt(),
                started,
                finished,
                null,
                null);
    }
}
