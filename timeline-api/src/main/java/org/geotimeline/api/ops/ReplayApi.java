package org.geotimeline.api.ops;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.Period;
import org.geotimeline.projection.query.Vocabulary;
import org.geotimeline.store.EventFilter;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /replay}: the events of the ledger, one a line, in their order. */
@RestController
@RequestMapping("/api/v1/replay")
class ReplayApi {

    static final String NDJSON = "application/x-ndjson";

    private static final int PAGE_EVENTS = 500;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final EventLog log;

    ReplayApi(EventLog log) {
        this.log = log;
    }

    /**
     * Writes the events of positions {@code from} to {@code to}, both included, as they are stored. An erased event has the
     * hash of its payload instead of its body. A reader that was cut off continues with {@code from} = the last position read
     * + 1. A slow reader delays nobody else.
     *
     * @param from the first position; absent means 1
     * @param to the last position; absent means the end of the ledger when the reading begins
     * @param type a current type, which also finds events that are stored under an old name; or an old name itself
     */
    @GetMapping(name = "replayLedger", produces = NDJSON)
    void replay(
            @RequestParam @Nullable Long from,
            @RequestParam @Nullable Long to,
            @RequestParam
                    @Nullable
                    @AllowedWords(
                            of = {Vocabulary.Types.class, Vocabulary.QualifiedTypes.class, Vocabulary.RetiredTypes.class
                            })
                    String type,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String actor,
            HttpMethod method,
            HttpServletResponse response)
            throws IOException {
        long head = log.head();
        long first = from == null ? 1 : from;
        long last = to == null ? head : to;
        Period.positions(first, to);
        check(first, last, head);
        EventFilter wanted = new EventFilter(types(type), actor == null ? Set.of() : Set.of("actor:" + actor));
        response.setContentType(NDJSON);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Timeline-Position", Long.toString(last));
        if (!method.equals(HttpMethod.HEAD)) {
            write(first - 1, last, wanted, response.getOutputStream());
        }
    }

    private static void check(long first, long last, long head) {
        if (first < 1) {
            throw new BadQuestion("from", "positions begin with 1, not %d".formatted(first));
        }
        if (first > head + 1) { // a reader of the whole ledger continues at the next position, which is still to come
            throw new BadQuestion(
                    "from", "position %d is past the end of the ledger, which is %d".formatted(first, head));
        }
        if (last > head) {
            throw new BadQuestion("to", "position %d is past the end of the ledger, which is %d".formatted(last, head));
        }
    }

    private void write(long after, long last, EventFilter wanted, OutputStream out) throws IOException {
        long read = after;
        while (read < last) {
            List<StoredEvent> page = log.read(read, last, wanted, PAGE_EVENTS);
            for (StoredEvent event : page) {
                out.write(line(event));
            }
            out.flush();
            read = page.size() < PAGE_EVENTS ? last : page.getLast().position();
        }
    }

    private static byte[] line(StoredEvent event) {
        ObjectNode line = JSON.createObjectNode();
        line.put("position", event.position())
                .put("event", event.id().toString())
                .put("type", event.type())
                .put("version", event.version())
                .put("recordedAt", event.recordedAt().toString())
                .put("leaf", HexFormat.of().formatHex(event.leaf()));
        var tags = line.putArray("tags");
        event.tags().forEach(tags::add);
        ObjectNode metadata = line.putObject("metadata");
        event.metadata().forEach(metadata::put);
        if (event.isErased()) {
            line.put("erased", HexFormat.of().formatHex(event.payload()));
        } else {
            line.set("body", JSON.readTree(event.payload()));
        }
        return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Set<String> types(@Nullable String type) {
        return type == null
                ? Set.of()
                : Lifts.all().everNamed(type).map(Lifts.all()::storedAs).orElse(Set.of());
    }
}
