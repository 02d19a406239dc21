package org.geotimeline.imports;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.geotimeline.imports.format.AnotherFormat;
import org.geotimeline.imports.format.Format.Draft;
import org.geotimeline.imports.format.Row;
import org.geotimeline.imports.format.Rows;
import org.geotimeline.imports.format.SnapshotFormat;
import org.geotimeline.imports.format.SnapshotFormat.Entry;
import org.geotimeline.imports.format.SnapshotFormat.Place;
import org.geotimeline.imports.format.Unreadable;
import org.geotimeline.imports.snapshot.Difference;
import org.geotimeline.imports.snapshot.SnapshotComparison;
import org.geotimeline.imports.snapshot.SnapshotSurvey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The import of a snapshot of lists: what it shows is compared with the ledger, and the differences are recorded. */
final class SnapshotImport {

    private final RunContext context;
    private final SnapshotFormat format;

    SnapshotImport(RunContext context, SnapshotFormat format) {
        this.context = context;
        this.format = format;
    }

    /** Returns why nothing was lifted; null if everything was recorded. */
    @Nullable
    String run() throws IOException, InterruptedException, ImportHeld {
        SnapshotSurvey survey = survey();
        NavigableSet<LocalDate> others = context.dependencies().table().days(format.name());
        others.remove(survey.day());
        var comparison = SnapshotComparison.of(
                survey,
                new Difference(format, survey.day(), others),
                context.dependencies().log());
        context.progress().surveyed(survey.day(), comparison.summary());
        Import running = context.progress().running();
        LossCheck.check(running.progress().lists(), running.share(), running.force());
        record(comparison);
        return survey.unplaced() == 0
                ? null
                : "%d entries do not say who they are, so that nobody can tell who is missing: nothing was lifted"
                        .formatted(survey.unplaced());
    }

    private SnapshotSurvey survey() throws IOException, ImportHeld {
        try (Rows rows = context.open()) {
            var survey = SnapshotSurvey.of(rows, format, context.tally().records);
            LocalDate today =
                    context.dependencies().moment().atZone(ZoneOffset.UTC).toLocalDate();
            if (survey.day().isAfter(today)) {
                throw new AnotherFormat("it is dated %s, which is still to come".formatted(survey.day()));
            }
            if (survey.isEmpty()) {
                throw new ImportHeld("the snapshot is empty: it lifts nothing");
            }
            return survey;
        }
    }

    // -------------------------------------------------------------------------------------------------- recording

    private void record(SnapshotComparison comparison) throws IOException, InterruptedException {
        var seen = new HashSet<String>();
        try (Rows rows = context.open();
                RowRecorder recorder = context.recorder()) {
            recorder.first(Row.NONE, registrations(comparison.survey()));
            context.readEach(rows, row -> record(row, seen, comparison, recorder));
            if (comparison.survey().unplaced() == 0) {
                end(comparison, recorder);
            }
            recorder.await();
        }
    }

    /** The dataset and the lists that are not on file. */
    private List<Draft> registrations(SnapshotSurvey survey) {
        var registrations = new ArrayList<>(context.datasetRegistration());
        survey.lists().forEach((list, place) -> {
            if (!context.isRegistered("list", list)) {
                registrations.add(new Draft("", dated(format.list(place), survey.day())));
            }
        });
        return registrations;
    }

    private void record(Row row, Set<String> seen, SnapshotComparison comparison, RowRecorder recorder)
            throws InterruptedException, Unreadable {
        Place place = format.place(row);
        if (!seen.add(place.reference())) {
            throw new Unreadable("", "an entry '%s' stood in the file before".formatted(place.reference()));
        }
        List<Draft> drafts = drafts(format.entry(row), comparison);
        if (drafts.isEmpty()) {
            context.tally().nothingNew.increment();
            context.tally().handled.increment();
        } else {
            recorder.take(place.reference(), row, drafts);
        }
    }

    private List<Draft> drafts(Entry entry, SnapshotComparison comparison) {
        var drafts = new ArrayList<Draft>();
        if (!context.isRegistered("actor", entry.party())) {
            LocalDate day = comparison.survey().day();
            entry.registrations().forEach(draft -> drafts.add(new Draft(draft.column(), dated(draft.body(), day))));
        }
        drafts.addAll(comparison.shown(entry));
        return drafts;
    }

    private static void end(SnapshotComparison comparison, RowRecorder recorder) throws InterruptedException {
        for (Map.Entry<String, List<String>> list : comparison.gone().entrySet()) {
            for (String reference : list.getValue()) {
                recorder.take(reference, Row.NONE, comparison.ended(list.getKey(), reference));
            }
        }
    }

    private ObjectNode dated(ObjectNode registration, LocalDate known) {
        return registration.put("known", known.toString()).put("dataset", format.name());
    }
}
