package org.geotimeline.imports;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.geotimeline.imports.format.Format.Draft;
import org.geotimeline.imports.format.RecordFormat;
import org.geotimeline.imports.format.Row;
import org.geotimeline.imports.format.Rows;
import org.geotimeline.imports.format.StateNames;

/** The import of a format whose rows are independent of each other. */
final class RecordImport {

    private final RunContext context;
    private final RecordFormat format;
    private final Set<String> registered = new HashSet<>();

    RecordImport(RunContext context, RecordFormat format) {
        this.context = context;
        this.format = format;
    }

    void run() throws IOException, InterruptedException, ImportHeld {
        count();
        StateNames names = StateNames.of(context.dependencies().register());
        try (Rows rows = context.open();
                RowRecorder recorder = context.recorder()) {
            recorder.first(Row.NONE, context.datasetRegistration());
            context.readEach(rows, row -> record(row, format.acts(row, names), recorder));
            recorder.await();
        }
    }

    private void count() throws IOException, ImportHeld {
        try (Rows rows = context.open()) {
            while (rows.next() != null) {
                context.tally().records.increment();
            }
        }
        if (context.tally().records.sum() == 0) {
            throw new ImportHeld("the body has no rows");
        }
    }

    /** An actor that many rows name is registered once, before all of them. */
    private void record(Row row, List<Draft> drafts, RowRecorder recorder) throws InterruptedException {
        recorder.first(row, drafts.stream().filter(this::isNewRegistration).toList());
        recorder.take(
                format.key(row),
                row,
                drafts.stream().filter(draft -> !isRegistration(draft)).toList());
    }

    private boolean isNewRegistration(Draft draft) {
        String actor = draft.body().path("actor").asString("");
        return isRegistration(draft) && registered.add(actor) && !context.isRegistered("actor", actor);
    }

    private static boolean isRegistration(Draft draft) {
        return draft.body().path("type").asString("").equals("ActorRegistered");
    }
}
