package org.geotimeline.api.ops;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.act.knowledge.KnowledgeAct.PayloadErased;
import org.geotimeline.api.problem.UnreadableBody;
import org.geotimeline.api.record.BodyLimit;
import org.geotimeline.api.record.Principals;
import org.geotimeline.api.record.RequestBodies;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.projection.query.NotOnFile;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.recording.EventDecoder;
import org.geotimeline.recording.EventIds;
import org.geotimeline.recording.Outcome;
import org.geotimeline.recording.RecordAct;
import org.geotimeline.recording.Recorder;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.store.erasure.Eraser;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /ops/erasures}: removes the text of an act for legal reasons. First an event records the erasure, then the
 * payload is removed, then every view is rebuilt from what is left. A request that was cut off is sent again.
 */
@RestController
@RequestMapping("/api/v1/ops/erasures")
class ErasuresApi {

    private static final Set<String> FIELDS = Set.of("act", "position", "reason", "language");

    private final Recorder recorder;
    private final EventLog log;
    private final Eraser eraser;
    private final Projections projections;
    private final BodyLimit bodies;
    private final Clock clock;

    ErasuresApi(
            Recorder recorder, EventLog log, Eraser eraser, Projections projections, BodyLimit bodies, Clock clock) {
        this.recorder = recorder;
        this.log = log;
        this.eraser = eraser;
        this.projections = projections;
        this.bodies = bodies;
        this.clock = clock;
    }

    /**
     * An erasure that was carried out.
     *
     * @param position the position of the event whose payload was removed
     * @param erasure the id of the act that records the erasure, at {@code erasurePosition}
     * @param now false if the payload had been removed before
     * @param sayings the ids of other acts about the act; each is erased by a request of its own, if it must be
     */
    record Erasure(
            String act,
            long position,
            UUID event,
            String erasure,
            long erasurePosition,
            boolean now,
            List<String> sayings) {}

    /**
     * The act to erase.
     *
     * @param act the id of the act
     * @param position instead of the id, the position of the event
     * @param reason why the act is erased
     * @param language the language of the reason; English if it is left out
     */
    record Asked(
            @Nullable String act,
            @Nullable Long position,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String reason,

            @Nullable String language) {}

    /**
     * Erases the text of an act for legal reasons, in the ledger and in every view.
     * The body is {@code {"act": …, "reason": …}}, or names the event by its {@code position}; the reason is English where no
     * {@code language} is given.
     */
    @PostMapping(name = "eraseAct")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Asked.class)))
    Erasure erase(HttpServletRequest request) throws IOException {
        ObjectNode body = body(request);
        String reason = Reason.of(body.path("reason").asString(""));
        String language = body.path("language").asString("en");
        StoredEvent event = body.has("act")
                ? of(id(body.path("act").asString("")))
                : at(body.path("position").asLong(0));
        Outcome outcome = erasure(event) == null ? record(event, language, reason) : null;
        if (outcome instanceof Outcome.Refused refused) {
            throw new FaultyBody(refused.faults());
        }
        Recorded erasure = erasure(event);
        if (erasure == null) {
            throw new IllegalStateException(
                    "the erasure of event %s was not recorded: %s".formatted(event.id(), outcome));
        }
        boolean erasedNow = eraser.erase(event.id());
        projections.resetAll();
        String act = ((PayloadErased) erasure.act()).about().act().text();
        return new Erasure(
                act,
                event.position(),
                event.id(),
                erasure.id().text(),
                erasure.position(),
                erasedNow,
                elsewhere(event, new ActId(act)));
    }

    private ObjectNode body(HttpServletRequest request) throws IOException {
        JsonNode body = RequestBodies.json(bodies.read(request));
        boolean right = body instanceof ObjectNode object
                && FIELDS.containsAll(object.propertyNames())
                && object.path("reason").isString()
                && (object.path("act").isString() != object.path("position").canConvertToLong());
        if (!right) {
            throw new UnreadableBody(
                    HttpStatus.BAD_REQUEST,
                    "not-an-erasure",
                    "expected {\"act\": \"ACT-0001\", \"reason\": \"…\"}, or a position instead of the act");
        }
        return (ObjectNode) body;
    }

    private static ActId id(String text) {
        try {
            return ActId.parse(text).whole();
        } catch (IllegalArgumentException noId) {
            throw new NotOnFile(String.valueOf(noId.getMessage()));
        }
    }

    private StoredEvent of(ActId act) {
        List<StoredEvent> tagged = EventDecoder.tagged(log, act, Long.MAX_VALUE);
        return tagged.stream()
                .filter(event -> !event.isErased() && whole(event).equals(act.text()))
                .findFirst()
                .or(() -> EventDecoder.acts(tagged).stream()
                        .map(Recorded::act)
                        .filter(said -> said instanceof PayloadErased erased
                                && erased.about().act().equals(act))
                        .findFirst()
                        .flatMap(erasure -> log.byId(UUID.fromString(((PayloadErased) erasure).event()))))
                .orElseThrow(() -> new NotOnFile("no act '%s' is on file".formatted(act)));
    }

    private StoredEvent at(long position) {
        return log.at(List.of(position)).stream()
                .findFirst()
                .orElseThrow(() -> new NotOnFile("no event is at position %d".formatted(position)));
    }

    /** The act that records the erasure of that event; null if there is none. */
    private @Nullable Recorded erasure(StoredEvent event) {
        return EventDecoder.acts(log.tagged("erased:" + event.id(), Long.MAX_VALUE)).stream()
                .filter(recorded -> recorded.act() instanceof PayloadErased)
                .findFirst()
                .orElse(null);
    }

    private Outcome record(StoredEvent event, String language, String reason) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("type", "PayloadErased")
                .put("id", "erasure:" + event.id())
                .put("act", whole(event))
                .put("event", event.id().toString())
                .put("dataset", Principals.LOCAL);
        body.putObject("reason").put(language, reason);
        var act = ActJson.reported(body);
        UUID id = EventIds.keyed("erasure", event.id().toString());
        var moment = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return recorder.record(new RecordAct(act, id, Principals.LOCAL, "erasure", moment));
    }

    /** The id that is stored, even if the event decodes to no act. */
    private static String whole(StoredEvent event) {
        if (event.isErased()) {
            throw new NotOnFile("event %s was erased, and no event records the erasure".formatted(event.id()));
        }
        return EventDecoder.acts(event).stream()
                .findFirst()
                .map(act -> act.whole().text())
                .orElseGet(() ->
                        JsonMapper.shared().readTree(event.payload()).path("id").asString());
    }

    /** The acts about the act, those about them, and the split that recorded the act first, which holds its whole text. */
    private List<String> elsewhere(StoredEvent event, ActId act) {
        var found = new LinkedHashSet<String>();
        splitting(event).ifPresent(found::add);
        var targets = new HashSet<ActId>(Set.of(act));
        for (Recorded entry : EventDecoder.acts(EventDecoder.tagged(log, act, Long.MAX_VALUE))) {
            if (entry.act() instanceof KnowledgeAct said
                    && !(said instanceof PayloadErased)
                    && targets.contains(said.about().act().whole())) {
                targets.add(entry.id().whole());
                found.add(entry.id().text());
            }
        }
        return List.copyOf(found);
    }

    /** The parts of a split are recorded together with it. */
    private Optional<String> splitting(StoredEvent part) {
        return Optional.ofNullable(part.metadata().get("correlation"))
                .map(UUID::fromString)
                .filter(correlation -> !correlation.equals(part.id()))
                .flatMap(log::byId)
                .flatMap(first -> EventDecoder.acts(first).stream().findFirst())
                .filter(first -> first.act() instanceof KnowledgeAct.ActSplit)
                .map(first -> first.id().text());
    }
}
