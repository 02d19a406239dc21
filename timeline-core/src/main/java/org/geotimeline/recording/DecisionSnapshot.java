package org.geotimeline.recording;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision.Standing;
import org.geotimeline.act.dossier.ActSummary;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The snapshot of a long history: the summaries of the acts that rules look at, up to a position. Later events are entered
 * as far as summaries allow; otherwise the whole history is read again.
 *
 * @param position the position of the last event read
 * @param leaf the leaf of that event, in hexadecimal
 * @param erased the number of erased events in the ledger before the read began
 * @param events the number of events read
 * @param acts in the order of the ledger
 */
record DecisionSnapshot(long position, String leaf, long erased, long events, Map<ActId, ActSummary> acts) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ACT = "act:";

    /** The memory of one summary without its corrected body, roughly. */
    private static final int SUMMARY_BYTES = 320;

    /** The acts of a history, and the last event read. */
    record Read(List<Recorded> acts, long position, String leaf, long events) {

        /** False if an event decodes to several acts, because knowledge acts about the event apply to each of them. */
        boolean canGoOn() {
            return acts.stream().noneMatch(act -> act.siblings().size() > 1);
        }

        /** The acts recorded after the snapshot. */
        Read after(DecisionSnapshot snapshot) {
            List<Recorded> since = acts.stream()
                    .filter(act -> act.position() > snapshot.position)
                    .toList();
            return new Read(since, position, leaf, events - snapshot.events);
        }
    }

    /** From a whole history. */
    static DecisionSnapshot of(Set<EventQuery> queries, Read read, long erased) {
        var summaries = new LinkedHashMap<ActId, ActSummary>();
        for (Dossier dossier : DossierIndex.acts(read.acts(), named(queries))) {
            dossier.summary().ifPresent(summary -> summaries.put(summary.id(), summary));
        }
        return new DecisionSnapshot(
                read.position(), read.leaf(), erased, read.events(), Collections.unmodifiableMap(summaries));
    }

    /** The acts that a rule may look for by their ids. */
    static Set<ActId> named(Set<EventQuery> queries) {
        return queries.stream()
                .map(EventQuery::tag)
                .filter(tag -> tag.startsWith(ACT))
                .map(tag -> new ActId(tag.substring(ACT.length())))
                .collect(toUnmodifiableSet());
    }

    // ---------------------------------------------------------------------------------------------------- going on

    /**
     * The snapshot with later events; empty if the whole history must be read again.
     *
     * @param first reads an act as it was recorded
     * @param mayMatter whether the act may be a knowledge act that changed another act
     */
    Optional<DecisionSnapshot> with(
            Set<EventQuery> queries, Read since, Function<ActSummary, Recorded> first, Predicate<ActId> mayMatter) {
        if (since.events() == 0) {
            return Optional.of(this);
        }
        Set<ActId> named = named(queries);
        var next = new LinkedHashMap<>(acts);
        for (Recorded entry : since.acts()) {
            if (entry.siblings().size() > 1 || next.containsKey(entry.id())) {
                return Optional.empty();
            }
            boolean saying = entry.act() instanceof KnowledgeAct;
            if (saying && !enter(entry, next, first, mayMatter)) {
                return Optional.empty();
            }
            if (DossierIndex.isLookedAt(entry, named)) {
                next.put(entry.id(), ActSummary.of(entry));
            }
        }
        return Optional.of(new DecisionSnapshot(
                since.position(), since.leaf(), erased, events + since.events(), Collections.unmodifiableMap(next)));
    }

    private static boolean enter(
            Recorded saying,
            Map<ActId, ActSummary> summaries,
            Function<ActSummary, Recorded> first,
            Predicate<ActId> mayMatter) {
        var said = (KnowledgeAct) saying.act();
        for (ActId act : said.targets()) {
            ActSummary summary = summaries.get(act);
            boolean ofSaying = summary == null ? ActSummary.moves(said) && mayMatter.test(act) : summary.saying();
            if (ofSaying && ActSummary.moves(said)) {
                return false;
            }
            if (summary != null) {
                Optional<ActSummary> entered = summary.with(saying, () -> first.apply(summary));
                if (entered.isEmpty()) {
                    return false;
                }
                summaries.put(act, entered.get());
            }
        }
        return true;
    }

    /** Approximate memory in bytes. */
    long weightBytes() {
        return acts.values().stream()
                .mapToLong(summary ->
                        SUMMARY_BYTES + summary.corrected().map(String::length).orElse(0))
                .sum();
    }

    /** Whether both have the same acts at the same position. */
    boolean agrees(DecisionSnapshot other) {
        return position == other.position && List.copyOf(acts.values()).equals(List.copyOf(other.acts.values()));
    }

    // ------------------------------------------------------------------------------------------------------ as text

    /** The summaries as JSON. */
    String state() {
        var state = JSON.createObjectNode();
        var all = state.putArray("acts");
        acts.values().forEach(summary -> all.add(json(summary)));
        return JSON.writeValueAsString(state);
    }

    private static ObjectNode json(ActSummary summary) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", summary.id().text())
                .put("position", summary.position())
                .put("saying", summary.saying())
                .put("standing", summary.standing().name())
                .put("confirmed", summary.confirmed())
                .put("disputed", summary.disputed())
                .put("unapplied", summary.unapplied());
        summary.mergedInto().ifPresent(into -> json.put("mergedInto", into.text()));
        summary.corrected().ifPresent(body -> json.put("corrected", body));
        if (summary.heard().isAfter(Instant.MIN)) {
            json.put("heard", summary.heard().toString());
        }
        return json;
    }

    /** @throws RuntimeException if the text was not written by {@link #state} */
    static Map<ActId, ActSummary> acts(String state) {
        var acts = new LinkedHashMap<ActId, ActSummary>();
        for (JsonNode json : JSON.readTree(state).path("acts")) {
            ActSummary summary = summary(json);
            acts.put(summary.id(), summary);
        }
        return Collections.unmodifiableMap(acts);
    }

    private static ActSummary summary(JsonNode json) {
        return new ActSummary(
                new ActId(json.path("id").asString()),
                json.path("position").asLong(),
                json.path("saying").asBoolean(),
                Standing.valueOf(json.path("standing").asString()),
                text(json, "mergedInto").map(ActId::new),
                json.path("confirmed").asBoolean(),
                json.path("disputed").asBoolean(),
                json.path("unapplied").asBoolean(),
                text(json, "corrected"),
                text(json, "heard").map(Instant::parse).orElse(Instant.MIN));
    }

    private static Optional<String> text(JsonNode json, String field) {
        return json.has(field) ? Optional.of(json.path(field).asString()) : Optional.empty();
    }
}
