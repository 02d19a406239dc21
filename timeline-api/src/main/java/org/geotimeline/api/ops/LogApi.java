package org.geotimeline.api.ops;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.log.LogFile;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /ops/log}: the whole ledger as a file, which another server can load. */
@RestController
@RequestMapping("/api/v1/ops/log")
class LogApi {

    private final EventLog log;
    private final Clock clock;

    LogApi(EventLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * The whole ledger as a file from which another server can begin.
     * One line for each event, after a first line about the file and before a last line with a hash over all lines. A file
     * without its last line was cut off.
     *
     * @param to the last position; absent means the end of the ledger when the reading begins
     */
    @GetMapping(name = "downloadLedger", produces = ReplayApi.NDJSON)
    void log(@RequestParam @Nullable Long to, HttpMethod method, HttpServletResponse response) throws IOException {
        long head = log.head();
        long last = to == null ? head : to;
        if (last < 0 || last > head) {
            throw new BadQuestion("to", "position %d is not in the ledger, which ends at %d".formatted(last, head));
        }
        response.setContentType(ReplayApi.NDJSON);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Timeline-Position", Long.toString(last));
        if (!method.equals(HttpMethod.HEAD)) {
            LogFile.write(log, last, "timeline " + version(), clock.instant(), response.getOutputStream());
        }
    }

    /** The version of this program. */
    static String version() {
        String version = LogApi.class.getPackage().getImplementationVersion();
        return version == null ? "built from source" : version;
    }
}
