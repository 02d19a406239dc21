package org.geotimeline.api.record;

import com.github.f4b6a3.uuid.UuidCreator;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.knowledge.KnowledgeAct.PayloadErased;
import org.geotimeline.api.problem.Problem;
import org.geotimeline.api.problem.UnreadableBody;
import org.geotimeline.json.Fault;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.recording.EventDecoder;
import org.geotimeline.recording.EventIds;
import org.geotimeline.recording.Outcome;
import org.geotimeline.recording.RecordAct;
import org.geotimeline.recording.Recorder;
import org.geotimeline.store.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /acts}: one address for every type of act. */
@RestController
@RequestMapping("/api/v1/acts")
public class RecordingApi {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingApi.class);

    private static final Fault ERASED_ELSEWHERE =
            new Fault("/type", "an act is erased under /api/v1/ops/erasures, which records it as well");

    private final Recorder recorder;
    private final BodyLimit bodies;
    private final Clock clock;

    RecordingApi(Recorder recorder, BodyLimit bodies, Clock clock) {
        this.recorder = recorder;
        this.bodies = bodies;
        this.clock = clock;
    }

    /**
     * The receipt for an act.
     *
     * @param outcome {@code recorded} or {@code nothing_new}
     * @param leaf the hash of the event's leaf in the ledger, in hexadecimal
     * @param also the ids of the acts that were recorded with it
     */
    record Receipt(
            String outcome,
            String id,
            String type,
            long position,
            Instant recordedAt,
            UUID event,
            String leaf,
            List<String> also,
            List<String> possibleDuplicates) {}

    /**
     * Records one act of any type: as JSON, or as a CloudEvent in structured or binary mode.
     *
     * @param key the same body under the same key is recorded once; a CloudEvent has its source and its id instead
     */
    @PostMapping(
            name = "recordAct",
            consumes = {MediaType.APPLICATION_JSON_VALUE, CloudEvent.STRUCTURED})
    @ApiResponse(
            responseCode = "201",
            description = "It is on file now.",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The same was on file before.",
            content = @Content(schema = @Schema(implementation = Receipt.class)))
    @ApiResponse(
            responseCode = "409",
            description =
                    "Another act is on file under its id, or under the Idempotency-Key; each difference is listed.",
            content = @Content)
    @ApiResponse(
            responseCode = "422",
            description = "The act is refused; each fault is listed with its place.",
            content = @Content)
    ResponseEntity<?> record(
            HttpServletRequest request, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
            throws IOException {
        String principal = Principals.of(request);
        JsonNode body = RequestBodies.json(bodies.read(request));
        Optional<CloudEvent> delivered = CloudEvent.of(request, body);
        UUID event = delivered
                .map(CloudEvent::event)
                .orElseGet(() -> key == null ? UuidCreator.getTimeOrderedEpoch() : EventIds.keyed(principal, key(key)));
        Act act = ActJson.reported(withDefaults(delivered.map(CloudEvent::data).orElse(body), event));
        if (act instanceof PayloadErased) {
            throw new FaultyBody(List.of(ERASED_ELSEWHERE));
        }
        Instant moment = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return answer(act, recorder.record(new RecordAct(act, event, principal, "http", moment)));
    }

    private static String key(String key) {
        if (key.isBlank() || key.length() > 255) {
            throw new UnreadableBody(
                    HttpStatus.BAD_REQUEST, "bad-idempotency-key", "an Idempotency-Key has 1 to 255 characters");
        }
        return key;
    }

    /**
     * Adds what a reporter may leave out: the dataset, and the id. The id is that of the event, so that the same body under
     * the same key is the same act.
     */
    private static JsonNode withDefaults(JsonNode body, UUID event) {
        if (body instanceof ObjectNode act) {
            if (!act.has("id")) {
                act.put("id", event.toString());
            }
            if (!act.has("dataset")) {
                act.put("dataset", Principals.LOCAL);
            }
        }
        return body;
    }

    private static ResponseEntity<?> answer(Act act, Outcome outcome) {
        return switch (outcome) {
            case Outcome.OnFile recorded ->
                ResponseEntity.created(URI.create("/api/v1/acts/" + act.id()))
                        .body(receipt("recorded", recorded.events(), recorded.possibleDuplicates()));
            case Outcome.NothingNew known ->
                ResponseEntity.ok(receipt("nothing_new", List.of(known.event()), List.of()));
            case Outcome.Taken taken ->
                Problem.faults(HttpStatus.CONFLICT, "taken", "Another act is on file", taken.faults())
                        .answer();
            case Outcome.Refused refused -> {
                LOG.info("refused {}: {}", act.id(), refused.faults());
                yield Problem.faults(
                                HttpStatus.UNPROCESSABLE_CONTENT, "refused", "The act is refused", refused.faults())
                        .answer();
            }
        };
    }

    private static Receipt receipt(String outcome, List<StoredEvent> events, List<String> duplicates) {
        StoredEvent first = events.getFirst();
        return new Receipt(
                outcome,
                EventDecoder.of(first).id().text(),
                first.type().substring(first.type().lastIndexOf('.') + 1),
                first.position(),
                first.recordedAt(),
                first.id(),
                HexFormat.of().formatHex(first.leaf()),
                events.stream().skip(1).map(e -> EventDecoder.of(e).id().text()).toList(),
                duplicates);
    }
}
