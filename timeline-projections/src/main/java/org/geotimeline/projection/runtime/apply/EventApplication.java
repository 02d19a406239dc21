package org.geotimeline.projection.runtime.apply;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.projection.runtime.parked.ActNotApplicable;
import org.geotimeline.projection.runtime.parked.ParkedTimelines;
import org.geotimeline.projection.spi.Timeline;

/** Applies one event: gathers the dossiers that it belongs to, links them to timelines, and folds those timelines again. */
final class EventApplication {

    private final List<Recorded> acts;
    private final EventScope scope;
    private final ParkedTimelines parked;

    /** The dossiers that each act belongs to: its own, that of its target, of the target's target. */
    private final List<Map<ActId, LinkedDossier>> dossiersByAct = new ArrayList<>();

    /** @param acts the acts that the event decodes to; one or more */
    EventApplication(List<Recorded> acts, EventScope scope, ParkedTimelines parked) {
        this.acts = acts;
        this.scope = scope;
        this.parked = parked;
    }

    void run() throws SQLException {
        gather();
        OptionalLong behind = parked.notPlaced(scope.concerned().keySet());
        if (behind.isPresent()) {
            parked.await(scope.event(), null, behind.getAsLong());
            return;
        }
        link();
        fold();
    }

    private void gather() throws SQLException {
        for (Recorded act : acts) {
            LinkedDossier own = scope.dossier(act.id());
            scope.add(own, List.of(act));
            if (!act.whole().equals(act.id())) {
                scope.add(own, knowledge(scope.dossier(act.whole()).dossier()));
            }
            var found = new LinkedHashMap<>(Map.of(act.id(), own));
            gatherTargets(own, found);
            scope.concerned().putAll(found);
            dossiersByAct.add(found);
        }
        for (Recorded act : acts) {
            LinkedDossier own = scope.dossier(act.id());
            for (LinkedDossier linked : scope.concerned().values()) {
                for (Timeline timeline : linked.timelines()) {
                    scope.touch(timeline, own.cached());
                }
            }
        }
    }

    /** Knowledge acts that arrived before their target apply to every act that the target decodes to. */
    private static List<Recorded> knowledge(Dossier dossier) {
        return dossier.entries().stream()
                .filter(e -> e.act() instanceof KnowledgeAct && !e.id().equals(dossier.id()))
                .toList();
    }

    /** A knowledge act brings along the knowledge acts about itself that came before it. */
    private void gatherTargets(LinkedDossier from, Map<ActId, LinkedDossier> found) throws SQLException {
        for (ActId target : DossierReader.targets(from.dossier())) {
            for (ActId each : siblings(target)) {
                LinkedDossier linked = scope.dossier(each);
                scope.add(linked, from.dossier().entries());
                if (found.putIfAbsent(each, linked) == null) {
                    gatherTargets(linked, found);
                }
            }
        }
    }

    /** A knowledge act about a stored event is about all acts that the event decodes to. */
    private Collection<ActId> siblings(ActId act) throws SQLException {
        return scope.dossier(act)
                .dossier()
                .first()
                .filter(first -> first.whole().equals(act))
                .map(Recorded::siblings)
                .orElse(List.of(act));
    }

    private void link() throws SQLException {
        var links = new EventLinks(scope);
        for (int i = 0; i < acts.size(); i++) {
            Recorded act = acts.get(i);
            boolean isKnowledge = act.act() instanceof KnowledgeAct;
            for (Map.Entry<ActId, LinkedDossier> each : dossiersByAct.get(i).entrySet()) {
                if (!isKnowledge || !each.getKey().equals(act.id())) {
                    link(act, each.getValue().dossier(), links);
                }
            }
        }
    }

    private void link(Recorded act, Dossier dossier, EventLinks links) throws SQLException {
        try {
            scope.projection().link(act, dossier, links);
        } catch (RuntimeException | StackOverflowError e) {
            if (ActNotApplicable.isFaultOfAct(e)) {
                Recorded event = scope.event();
                throw new ActNotApplicable(event.position(), ParkedTimelines.root(event), null, e);
            }
            throw e;
        }
    }

    private void fold() throws SQLException {
        for (Map.Entry<Timeline, Instant> touch : scope.touched().entrySet()) {
            Timeline timeline = touch.getKey();
            TimelineState state = scope.state(timeline);
            for (LinkedDossier linked : scope.concerned().values()) {
                if (linked.timelines().contains(timeline)) {
                    state.put(linked.cached());
                }
            }
            OptionalLong parkedSince = parked.standsStillSince(timeline);
            if (parkedSince.isPresent()) {
                parked.await(scope.event(), timeline, parkedSince.getAsLong());
            } else {
                fold(timeline, state, touch.getValue());
            }
            scope.memory().states.put(timeline, state);
        }
    }

    private void fold(Timeline timeline, TimelineState state, Instant from) throws SQLException {
        Recorded event = scope.event();
        for (Instant known : state.knownTimesFrom(from)) {
            new StepWriter(timeline, state, known, event.position(), scope.store()).fold(event.id());
        }
    }
}
