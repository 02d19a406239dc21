package org.geotimeline.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.geotimeline.api.http.AcceptedTypes;
import org.geotimeline.api.record.Principals;
import org.geotimeline.imports.format.Format;
import org.geotimeline.json.Nearest;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.NotOnFile;
import org.geotimeline.projection.query.ResultPage;
import org.geotimeline.text.Formulas;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /imports}, and the state of imports. */
@RestController
@RequestMapping("/api/v1/imports")
class ImportsApi {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final double USUAL_SHARE = 0.1;
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final List<MediaType> REJECTS = MediaType.parseMediaTypes(List.of(NDJSON, CSV));

    /** The number of bodies that are written to disk at a time. */
    private static final int MAX_SPOOLING = 4;

    private final Semaphore spooling = new Semaphore(MAX_SPOOLING);
    private final Imports imports;
    private final ImportTable table;
    private final ImportLimits limits;
    private final Clock clock;

    ImportsApi(Imports imports, ImportTable table, ImportLimits limits, Clock clock) {
        this.imports = imports;
        this.table = table;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Imports the body, which may be packed with gzip. The answer is 201 if the import is over, done or not, and 202 if it
     * takes longer.
     *
     * @param mode {@code dry-run}, which records nothing, or {@code commit}
     * @param share a snapshot that would remove more of all entries than this, or more than half of one list, is held
     * @param force true to record such a snapshot
     * @param format the name of the file format, as {@code un-consolidated}
     */
    @PostMapping(
            name = "startImport",
            consumes = {"!multipart/form-data"})
    ResponseEntity<Import> begin(
            @RequestParam String format,
            @RequestParam @Nullable @AllowedWords(of = Import.Mode.class) String mode,
            @RequestParam @Nullable Double share,
            @RequestParam @Nullable Boolean force,
            HttpServletRequest request)
            throws IOException, InterruptedException {
        Format named = imports.format(format)
                .orElseThrow(() -> new BadQuestion(
                        "format",
                        "no format is called '%s'; there are %s"
                                .formatted(format, String.join(", ", imports.formats())),
                        Nearest.to(format, imports.formats())));
        var order = new ImportOrder(
                named, mode(mode), share(share), Boolean.TRUE.equals(force), spooled(request), Principals.of(request));
        Imports.Started started = imports.start(order)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.CONFLICT,
                        "an import of the format %s is running; send this one when it is over".formatted(format)));
        Import one = imports.await(started).ratedAt(clock.instant());
        URI place = URI.create("/api/v1/imports/" + one.id());
        return one.progress().state().isOver()
                ? ResponseEntity.created(place).body(one)
                : ResponseEntity.accepted().location(place).body(one);
    }

    private static Import.Mode mode(@Nullable String given) {
        return Import.Mode.COMMIT.toString().equals(given) ? Import.Mode.COMMIT : Import.Mode.DRY_RUN;
    }

    private static double share(@Nullable Double given) {
        double share = given == null ? USUAL_SHARE : given;
        if (!(share >= 0 && share <= 1)) {
            throw new BadQuestion("share", "share is a fraction between 0 and 1, as 0.1, not %s".formatted(share));
        }
        return share;
    }

    private SpooledBody spooled(HttpServletRequest request) throws IOException {
        long maxBytes = limits.body().toBytes();
        if (!spooling.tryAcquire()) {
            throw new ResponseStatusException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "%d files are being received; send this one a little later".formatted(MAX_SPOOLING));
        }
        try {
            if (request.getContentLengthLong() > maxBytes) {
                throw new SpooledBody.TooLarge();
            }
            return SpooledBody.of(request.getInputStream(), maxBytes);
        } catch (SpooledBody.TooLarge e) {
            throw new ResponseStatusException(
                    HttpStatus.CONTENT_TOO_LARGE, "the body is larger than %d bytes".formatted(maxBytes), e);
        } finally {
            spooling.release();
        }
    }

    /** Newest first. */
    @GetMapping(name = "listImports")
    ResultPage<Import> imports(@RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        int pageSize = ResultPage.limit(limit);
        if (cursor != null && table.get(cursor).isEmpty()) {
            throw new BadQuestion("cursor", "this cursor was not given by this server; begin again without it");
        }
        List<Import> found = table.newest(cursor, pageSize + 1);
        boolean complete = found.size() <= pageSize;
        List<Import> rows = (complete ? found : found.subList(0, pageSize))
                .stream().map(one -> one.ratedAt(clock.instant())).toList();
        return new ResultPage<>(rows, complete, complete ? null : rows.getLast().id());
    }

    /** One import: its state, its counts and its warnings. */
    @GetMapping(name = "getImport", path = "/{id}")
    Import one(@PathVariable String id) {
        return table.get(id)
                .map(one -> one.ratedAt(clock.instant()))
                .orElseThrow(() -> new NotOnFile("no import '%s' is on file".formatted(id)));
    }

    /**
     * The rows that could not be read or recorded, to be corrected and sent again.
     *
     * @param as {@code ndjson} or {@code csv}
     */
    @GetMapping(
            name = "listImportRejects",
            path = "/{id}/rejects",
            produces = {NDJSON, CSV})
    ResponseEntity<StreamingResponseBody> rejects(
            @PathVariable String id,
            @RequestParam @Nullable @AllowedWords({"csv", "ndjson"}) String as,
            HttpServletRequest request)
            throws HttpMediaTypeNotAcceptableException {
        one(id);
        boolean csv =
                as == null ? AcceptedTypes.preferred(request, REJECTS).equals(REJECTS.getLast()) : as.equals("csv");
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(csv ? CSV + ";charset=UTF-8" : NDJSON))
                .body(out -> write(id, csv, out));
    }

    private void write(String id, boolean csv, OutputStream out) throws IOException {
        try (var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                var sheet = CsvWriter.builder().build(writer)) {
            if (csv) {
                sheet.writeRecord("line", "column", "reason", "original");
            }
            table.rejects(id, reject -> {
                if (csv) {
                    sheet.writeRecord(
                            Long.toString(reject.line()),
                            Formulas.harmless(reject.column()),
                            Formulas.harmless(reject.reason()),
                            Formulas.harmless(reject.original()));
                } else {
                    line(writer, JSON.writeValueAsString(reject));
                }
            });
        }
    }

    private static void line(OutputStreamWriter writer, String line) {
        try {
            writer.write(line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
