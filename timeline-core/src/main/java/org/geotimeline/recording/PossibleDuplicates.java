package org.geotimeline.recording;

import static java.util.stream.Collectors.toCollection;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Party;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.act.id.ActorId;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.StoredEvent;

/** Acts of the same type and parties whose dates may meet those of a new act. */
final class PossibleDuplicates {

    /** The acts of the same type and first actor that are compared, newest first. */
    private static final int MAX_COMPARED = 50;

    private final EventLog log;

    PossibleDuplicates(EventLog log) {
        this.log = log;
    }

    List<String> of(Act act, StoredEvent own) {
        if (!(act.about() instanceof Circumstances about)) {
            return List.of();
        }
        String actor = "actor:" + about.actors().getFirst().id();
        return Lifts.all().storedAs(own.type()).stream()
                .flatMap(type -> log.newest(actor, type, own.position(), MAX_COMPARED).stream())
                .flatMap(stored -> EventDecoder.acts(stored).stream())
                .filter(other -> other.type().qualifiedName().equals(own.type()))
                .filter(other -> other.act().about() instanceof Circumstances that && mayBeSame(about, that))
                .map(other -> other.id().text())
                .toList();
    }

    private static boolean mayBeSame(Circumstances a, Circumstances b) {
        return parties(a.actors()).equals(parties(b.actors()))
                && a.subjects().containsAll(b.subjects())
                && b.subjects().containsAll(a.subjects())
                && a.valid().mayMeet(b.valid());
    }

    private static Set<ActorId> parties(Collection<Party> parties) {
        return parties.stream().map(Party::id).collect(toCollection(LinkedHashSet::new));
    }
}
