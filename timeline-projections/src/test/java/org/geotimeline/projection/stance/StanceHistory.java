package org.geotimeline.projection.stance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.rulebook.Rulebook;
import org.geotimeline.time.Known;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A small history, told act by act, and what is to be read from it. */
final class StanceHistory {

    private static final Instant OPENED = Instant.parse("2026-06-01T00:00:00Z");

    private final Rulebook rulebook;
    private final List<Recorded> events = new ArrayList<>();

    StanceHistory(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    /** {@code type id valid}, then fields as JSON with single quotes. */
    StanceHistory act(String type, String id, String phase, String valid, String actor, String subject, String more) {
        ObjectNode body = json("{%s}".formatted(more));
        body.put("type", type).put("id", id).put("phase", phase).put("valid", valid);
        if (!body.has("known")) {
            body.put("known", "2026-01-01");
        }
        body.putArray("actors").addObject().put("id", actor);
        body.putArray("subjects").addObject().put("id", subject);
        return add(body);
    }

    StanceHistory add(String body) {
        return add(json(body));
    }

    private StanceHistory add(ObjectNode body) {
        return add(ActJson.read(body));
    }

    StanceHistory add(Act act) {
        ObjectNode body = ActJson.write(act);
        events.add(new Recorded(
                events.size() + 1L,
                OPENED.plusSeconds(events.size()),
                ActTypes.all().of(act),
                act,
                body));
        return this;
    }

    List<Recorded> events() {
        return events;
    }

    List<Revision> visible(Instant knownAt) {
        var ids = new LinkedHashSet<ActId>();
        events.stream().filter(e -> !(e.act() instanceof KnowledgeAct)).forEach(e -> ids.add(e.id()));
        return ids.stream()
                .map(this::dossier)
                .flatMap(d -> d.at(knownAt, events.size()).stream())
                .sorted(Comparator.comparingLong(Revision::position))
                .toList();
    }

    Dossier dossier(ActId act) {
        var ids = new HashSet<ActId>(List.of(act));
        var entries = new LinkedHashSet<Recorded>();
        int before = -1;
        while (entries.size() > before) {
            before = entries.size();
            for (Recorded event : events) {
                boolean spoken = event.act() instanceof KnowledgeAct said
                        && said.targets().stream().anyMatch(ids::contains);
                if (spoken || event.id().equals(act)) {
                    ids.add(event.id());
                    entries.add(event);
                }
            }
        }
        return new Dossier(act, List.copyOf(entries));
    }

    /** The answer, with {@code null} where there is none. */
    @Nullable
    JsonNode ask(String actor, String subject, String dimension, String day, String knownAt) {
        var cells = StanceFold.fold(
                rulebook,
                actor,
                subject,
                visible(Known.lastMoment(LocalDate.parse(knownAt))),
                Known.lastMoment(LocalDate.parse(knownAt)));
        Map.Entry<LocalDate, JsonNode> step =
                cells.getOrDefault(dimension, new TreeMap<>()).floorEntry(LocalDate.parse(day));
        return step == null || step.getValue().isNull() ? null : step.getValue();
    }

    /** The current answer in short: {@code BANNED since 2005-03-15 by D1 of ACT-0049, process NONE}. */
    String ask(String actor, String dimension, String day) {
        return told(ask(actor, "TAL", dimension, day, "2026-07-01"));
    }

    static String told(@Nullable JsonNode answer) {
        return Optional.ofNullable(answer)
                .map(a -> {
                    var told = new StringBuilder();
                    told.append(
                            a.has("value")
                                    ? a.path("value").asString()
                                    : a.has("alternatives")
                                            ? "possibly " + String.join(" or ", Stance.texts(a, "alternatives"))
                                            : "NO_DATA");
                    if (a.has("since")) {
                        told.append(" since ").append(a.path("since").asString());
                    }
                    if (a.has("rule")) {
                        told.append(" by ").append(a.path("rule").asString());
                    }
                    if (a.has("acts")) {
                        told.append(" of ").append(String.join(" ", Stance.texts(a, "acts")));
                    }
                    if (a.has("relations")) {
                        told.append(" through ").append(String.join(" ", Stance.texts(a, "relations")));
                    }
                    if (a.has("process") && !a.path("process").asString().equals("NONE")) {
                        told.append(", process ").append(a.path("process").asString());
                    }
                    if (a.has("processAlternatives")) {
                        told.append(", process possibly ")
                                .append(String.join(" or ", Stance.texts(a, "processAlternatives")));
                    }
                    return told.toString();
                })
                .orElse("NO_DATA");
    }
}
