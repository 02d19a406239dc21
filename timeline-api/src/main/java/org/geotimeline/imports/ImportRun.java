package org.geotimeline.imports;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;
import org.geotimeline.imports.ImportProgress.State;
import org.geotimeline.imports.format.AnotherFormat;
import org.geotimeline.imports.format.CutShort;
import org.geotimeline.imports.format.Format;
import org.geotimeline.imports.format.RecordFormat;
import org.geotimeline.imports.format.SnapshotFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One import from beginning to end. The body is read twice: once to its end, so that a body that is cut short records
 * nothing, and once to record it.
 */
final class ImportRun {

    private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);

    private final Dependencies dependencies;
    private final Format format;
    private final ProgressWriter progress;
    private final RunContext context;

    ImportRun(Dependencies dependencies, ImportOrder order, Import queued) {
        this.dependencies = dependencies;
        this.format = order.format();
        this.progress = new ProgressWriter(dependencies, queued);
        this.context = new RunContext(dependencies, order, progress);
    }

    void run() {
        progress.start();
        State end = State.FAILED;
        String reason = null;
        try {
            checkRegistered();
            reason = importBody();
            end = State.DONE;
        } catch (ImportHeld | CutShort held) {
            end = State.HELD;
            reason = held.getMessage();
        } catch (EOFException | ZipException broken) {
            end = State.HELD;
            reason = "the packed body breaks off: " + broken.getMessage();
        } catch (AnotherFormat another) {
            reason = "this is no %s: %s".formatted(format.name(), another.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            reason = ImportProgress.STOPPED;
        } catch (IOException | RuntimeException failed) {
            LOG.error("import {} failed", progress.id(), failed);
            reason = "the server failed, and its log says why; what was recorded stays, so send it again";
        }
        progress.end(end, reason);
    }

    private void checkRegistered() throws ImportHeld {
        for (String name : format.presumes()) {
            String kind = name.substring(0, name.indexOf(':'));
            String id = name.substring(name.indexOf(':') + 1);
            if (!dependencies.register().has(kind, id)) {
                throw new ImportHeld("no %s '%s' is registered, which its acts name; register it and send it again"
                        .formatted(kind, id));
            }
        }
    }

    /** Returns what the sender should know of a complete import; null if there is nothing. */
    private @Nullable String importBody() throws IOException, InterruptedException, ImportHeld {
        return switch (format) {
            case RecordFormat records -> {
                new RecordImport(context, records).run();
                yield null;
            }
            case SnapshotFormat snapshots -> new SnapshotImport(context, snapshots).run();
        };
    }
}
