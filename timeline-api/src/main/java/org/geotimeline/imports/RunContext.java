package org.geotimeline.imports;

import java.io.IOException;
import java.util.List;
import org.geotimeline.imports.Import.Mode;
import org.geotimeline.imports.format.CutShort;
import org.geotimeline.imports.format.Format;
import org.geotimeline.imports.format.Format.Draft;
import org.geotimeline.imports.format.Row;
import org.geotimeline.imports.format.Rows;
import org.geotimeline.imports.format.Unreadable;

/** What the imports of all formats share: the body as rows, the recorder of its acts, its counts and rejects. */
final class RunContext {

    private final Dependencies dependencies;
    private final ImportOrder order;
    private final ProgressWriter progress;

    RunContext(Dependencies dependencies, ImportOrder order, ProgressWriter progress) {
        this.dependencies = dependencies;
        this.order = order;
        this.progress = progress;
    }

    Dependencies dependencies() {
        return dependencies;
    }

    ProgressWriter progress() {
        return progress;
    }

    Tally tally() {
        return progress.tally();
    }

    boolean isRegistered(String kind, String id) {
        return dependencies.register().has(kind, id);
    }

    /** The body from its first row. */
    Rows open() throws IOException {
        if (order.body().bytes() == 0) {
            throw new CutShort("the body is empty");
        }
        return order.format()
                .open(order.body().open(dependencies.limits().unpacked().toBytes()));
    }

    RowRecorder recorder() {
        return new RowRecorder(
                dependencies,
                order.principal(),
                "import:" + order.format().name(),
                tally(),
                order.mode() == Mode.DRY_RUN);
    }

    /** The registration of the dataset, which every format records before its rows; empty if it is on file. */
    List<Draft> datasetRegistration() {
        Format format = order.format();
        return isRegistered("dataset", format.name()) ? List.of() : List.of(new Draft("", format.dataset()));
    }

    /** Reads a row, and has it recorded. */
    interface RowReader {
        void read(Row row) throws InterruptedException, Unreadable;
    }

    /** Passes each row to the reader. A row that is faulty or cannot be read becomes a reject. */
    void readEach(Rows rows, RowReader reader) throws IOException, InterruptedException {
        for (Row row = rows.next(); row != null; row = rows.next()) {
            try {
                Unreadable fault = row.fault();
                if (fault != null) {
                    throw fault;
                }
                reader.read(row);
            } catch (Unreadable why) {
                tally().handled.increment();
                tally().reject(new Reject(row.line(), why.column(), why.sentence(), row.original()));
            }
            progress.update();
        }
    }
}
