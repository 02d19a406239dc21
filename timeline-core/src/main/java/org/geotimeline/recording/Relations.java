package org.geotimeline.recording;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.Revision;
import org.geotimeline.act.registry.RegistryAct.RelationRecorded;
import org.geotimeline.store.EventLog;
import org.geotimeline.time.AsOf;

/** Dated relations between actors, read from the ledger. */
public final class Relations {

    private static final String CONTINUES = "continues";
    private static final int MAX_RELATIONS = 10_000;

    private final EventLog log;
    private final Dossiers dossiers;
    private final String type =
            ActTypes.all().named("RelationRecorded").orElseThrow().qualifiedName();

    public Relations(EventLog log) {
        this.log = log;
        this.dossiers = Dossiers.in(log);
    }

    /** The actor and all its predecessors, direct and indirect, as known then. */
    public Set<String> withPredecessors(String actor, AsOf asOf) {
        var found = new LinkedHashSet<String>();
        Deque<String> open = new ArrayDeque<>(List.of(actor));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (found.add(next)) {
                predecessors(next, asOf).forEach(open::add);
            }
        }
        return found;
    }

    private Stream<String> predecessors(String actor, AsOf asOf) {
        var relations = new EventQuery("actor:" + actor, Set.of(type));
        return EventDecoder.found(log, relations, asOf.position(), MAX_RELATIONS).stream()
                .flatMap(r -> dossiers.of(r.id().text(), asOf.position()).at(asOf.knownAt(), asOf.position()).stream())
                .filter(Revision::stands)
                .map(Revision::act)
                .filter(RelationRecorded.class::isInstance)
                .map(RelationRecorded.class::cast)
                .filter(r -> r.relation().equals(CONTINUES) && r.from().text().equals(actor))
                .map(r -> r.to().text());
    }
}
