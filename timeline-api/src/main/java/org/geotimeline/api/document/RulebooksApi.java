package org.geotimeline.api.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.act.registry.RegistryAct.RulebookPublished;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.NotOnFile;
import org.geotimeline.recording.EventDecoder;
import org.geotimeline.store.EventFilter;
import org.geotimeline.store.EventLog;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /rulebooks}: which versions of the rules were published, oldest first, and each document. A rulebook is
 * published by recording {@code RulebookPublished}; two are compared by asking for the difference of a question under both.
 */
@RestController
@RequestMapping("/api/v1/rulebooks")
class RulebooksApi {

    private static final int MOST = 1_000;

    private final EventLog log;

    RulebooksApi(EventLog log) {
        this.log = log;
    }

    /** One that was published: what it is about, and where in the ledger it stands. */
    private record Published(long position, String recordedAt, RulebookPublished act) {

        ObjectNode row() {
            JsonNode document = act.rulebook();
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            row.put("version", act.version())
                    .put("id", document.path("id").asString(""))
                    .put("subject", document.path("subject").asString(""))
                    .put("extends", document.path("extends").asString(null))
                    .put("act", act.id().text())
                    .put("position", position)
                    .put("recordedAt", recordedAt);
            ArrayNode dimensions = row.putArray("dimensions");
            document.path("dimensions").propertyNames().forEach(dimensions::add);
            return row;
        }
    }

    /** The versions of the rulebooks that were published, oldest first. */
    @GetMapping(name = "listRulebooks")
    ObjectNode rulebooks(@RequestParam @Nullable Long position) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = answer.putArray("rows");
        published(position).forEach(one -> rows.add(one.row()));
        answer.put("complete", rows.size() < MOST);
        return answer;
    }

    /**
     * The document as it was published.
     *
     * @param version the version of the rulebook, {@code 1.0.0}
     */
    @GetMapping(name = "getRulebook", path = "/{version}")
    JsonNode rulebook(@PathVariable String version, @RequestParam @Nullable Long position) {
        List<Published> published = published(position);
        return published.stream()
                .filter(one -> one.act().version().equals(version))
                .findFirst()
                .map(one -> (JsonNode) one.act().rulebook())
                .orElseThrow(() -> new NotOnFile("no rulebook '%s' was published, but %s"
                        .formatted(
                                version,
                                published.stream().map(p -> p.act().version()).toList())));
    }

    private List<Published> published(@Nullable Long position) {
        long head = log.head();
        if (position != null && (position < 0 || position > head)) {
            throw new BadQuestion("position", "position is between 0 and %d, not %d".formatted(head, position));
        }
        String type = ActTypes.all().named("RulebookPublished").orElseThrow().qualifiedName();
        var wanted = new EventFilter(Lifts.all().storedAs(type), Set.of());
        var published = new ArrayList<Published>();
        EventDecoder.acts(log.read(0, position == null ? head : position, wanted, MOST))
                .forEach(recorded -> {
                    if (recorded.act() instanceof RulebookPublished act) {
                        published.add(new Published(
                                recorded.position(), recorded.recordedAt().toString(), act));
                    }
                });
        return published;
    }
}
