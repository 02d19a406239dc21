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
 * What a long reading came to: the dockets of the acts that rules look at, up to a position. It goes on with what was recorded since,
 * as far as dockets can; where they cannot it says so, and all is read again.
 *
 * @param position of the last event that was read
 * @param leaf of that event, in hexadecimal
 * @param erased how many events of the ledger were erased before the reading began
 * @param events how many were read in all
 * @param acts in the order of the ledger
 */
record DecisionSnapshot(long position, String leaf, long erased, long events, Map<ActId, ActSummary> acts) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ACT = "act:";

    /** Bytes that an act summary takes, without the corrected body. */
    private static final int DOCKET = 320;

    /** What was read, and where the reading ended. */
    record Read(List<Recorded> acts, long position, String leaf, long events) {

        /** Not if an event decodes to several acts, since an act about the event is about each. */
        boolean canGoOn() {
            return acts.stream().noneMatch(act -> act.siblings().size() > 1);
        }

        /** What of it was recorded after something that is kept. */
        Read after(DecisionSnapshot kept) {
            List<Recorded> since =
                    acts.stream().filter(act -> act.position() > kept.position).toList();
            return new Read(since, position, leaf, events - kept.events);
        }
    }

    /** From a whole history. */
    static DecisionSnapshot of(Set<EventQuery> asked, Read read, long erased) {
        var dockets = new LinkedHashMap<ActId, ActSummary>();
        for (Dossier dossier : DossierIndex.acts(read.acts(), named(asked))) {
            dossier.summary().ifPresent(docket -> dockets.put(docket.id(), docket));
        }
        return new DecisionSnapshot(
                read.position(), read.leaf(), erased, read.events(), Collections.unmodifiableMap(dockets));
    }

    /** The acts that a rule may look for by their ids. */
    static Set<ActId> named(Set<EventQuery> asked) {
        return asked.stream()
                .map(EventQuery::tag)
                .filter(tag -> tag.startsWith(ACT))
                .map(tag -> new ActId(tag.substring(ACT.length())))
                .collect(toUnmodifiableSet());
    }

    // ---------------------------------------------------------------------------------------------------- going on

    /**
     * The same with all in it that was read since; empty where that must be read from the beginning.
     *
     * @param first reads an act as it was recorded
     * @param mayMatter whether that act is a saying that may have changed another; true where it cannot be told
     */
    Optional<DecisionSnapshot> with(
            Set<EventQuery> asked, Read since, Function<ActSummary, Recorded> first, Predicate<ActId> mayMatter) {
        if (since.events() == 0) {
            return Optional.of(this);
        }
        Set<ActId> named = named(asked);
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
            Map<ActId, ActSummary> dockets,
            Function<ActSummary, Recorded> first,
            Predicate<ActId> mayMatter) {
        var said = (KnowledgeAct) saying.act();
        for (ActId act : said.targets()) {
            ActSummary docket = dockets.get(act);
            boolean ofSaying = docket == null ? ActSummary.moves(said) && mayMatter.test(act) : docket.saying();
            if (ofSaying && ActSummary.moves(said)) {
                return false;
            }
            if (docket != null) {
                Optional<ActSummary> entered = docket.with(saying, () -> first.apply(docket));
                if (entered.isEmpty()) {
                    return false;
                }
                dockets.put(act, entered.get());
            }
        }
        return true;
    }

    /** What it takes of memory, in bytes, roughly. */
    long weight() {
        return acts.values().stream()
                .mapToLong(docket ->
                        DOCKET + docket.corrected().map(String::length).orElse(0))
                .sum();
    }

    /** Whether it says the same as one that was folded otherwise. */
    boolean agrees(DecisionSnapshot other) {
        return position == other.position && List.copyOf(acts.values()).equals(List.copyOf(other.acts.values()));
    }

    // ------------------------------------------------------------------------------------------------------ as text

    /** The dockets as JSON. */
    String state() {
        var state = JSON.createObjectNode();
        var all = state.putArray("acts");
        acts.values().forEach(docket -> all.add(json(docket)));
        return JSON.writeValueAsString(state);
    }

    private static ObjectNode json(ActSummary docket) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", docket.id().text())
                .put("position", docket.position())
                .put("saying", docket.saying())
                .put("standing", docket.standing().name())
                .put("confirmed", docket.confirmed())
                .put("disputed", docket.disputed())
                .put("unapplied", docket.unapplied());
        docket.mergedInto().ifPresent(into -> json.put("mergedInto", into.text()));
        docket.corrected().ifPresent(body -> json.put("corrected", body));
        if (docket.heard().isAfter(Instant.MIN)) {
            json.put("heard", docket.heard().toString());
        }
        return json;
    }

    /** @throws RuntimeException where the text was not written by {@link #state} */
    static Map<ActId, ActSummary> acts(String state) {
        var acts = new LinkedHashMap<ActId, ActSummary>();
        for (JsonNode json : JSON.readTree(state).path("acts")) {
            ActSummary docket = docket(json);
            acts.put(docket.id(), docket);
        }
        return Collections.unmodifiableMap(acts);
    }

    private static ActSummary docket(JsonNode json) {
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
