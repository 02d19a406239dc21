package org.geotimeline.projection.fold;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Link;
import org.geotimeline.act.Revision;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.registry.RegistryAct.RelationRecorded;
import org.geotimeline.time.Edtf;
import org.geotimeline.time.Window;

/**
 * The visible acts of a timeline, and when each was: an act that ends another cannot lie before it, nor on or before a day
 * on which the other is known to have still held. What names an act that was merged means the one that stayed.
 */
public final class Acts {

    /** @param contradictory whether what it ends cannot lie before it; then its bounds stay as they are written */
    public record When(long lo, long hi, boolean contradictory) {}

    private final Map<ActId, Revision> byId = new LinkedHashMap<>();
    private final Map<ActId, Set<Long>> heldUntil = new HashMap<>();
    private final Map<ActId, List<Revision>> denials = new HashMap<>();
    private final Map<ActId, When> whens = new HashMap<>();
    private final List<Revision> relations = new ArrayList<>();
    private final Set<ActId> named = new HashSet<>();

    public Acts(List<Revision> visible) {
        visible.forEach(revision -> byId.put(revision.id(), revision));
        for (Revision revision : visible) {
            if (revision.stands() && revision.act() instanceof RelationRecorded) {
                relations.add(revision);
            } else if (revision.stands()) {
                revision.circumstances().ifPresent(about -> note(revision, about));
            }
        }
    }

    /**
     * Adds one that is visible too, if it leaves the others as they are: it stands, no other has named it, and it
     * says of none that it held or was not.
     *
     * @return whether it was added
     */
    public boolean add(Revision revision) {
        Circumstances about = revision.circumstances().orElse(null);
        if (about == null
                || !revision.stands()
                || named.contains(revision.id())
                || about.links().stream().anyMatch(link -> TELLING.contains(link.relation()))
                || byId.putIfAbsent(revision.id(), revision) != null) {
            return false;
        }
        note(revision, about);
        return true;
    }

    private static final Set<Link.Relation> TELLING = Set.of(Link.Relation.HOLDS, Link.Relation.DENIES);

    private void note(Revision revision, Circumstances about) {
        if (about.ends() != null) {
            named.add(about.ends());
        }
        about.links().forEach(link -> note(revision, about, link));
    }

    private void note(Revision revision, Circumstances about, Link link) {
        named.add(link.act());
        ActId meant = stayed(link.act());
        Edtf held = about.holdsOn();
        if (link.relation() == Link.Relation.HOLDS && held != null) {
            LocalDate last = held.isSpan() ? held.ending().lower() : held.lower();
            heldUntil.computeIfAbsent(meant, n -> new HashSet<>()).add(Days.of(last));
        }
        if (link.relation() == Link.Relation.DENIES) {
            denials.computeIfAbsent(meant, n -> new ArrayList<>()).add(revision);
        }
    }

    /** The act that stayed, where that one was merged into another. */
    private ActId stayed(ActId act) {
        ActId at = act;
        var seen = new HashSet<ActId>();
        while (seen.add(at)) {
            Revision revision = byId.get(at);
            Optional<ActId> into = revision == null ? Optional.empty() : revision.mergedInto();
            if (into.isEmpty()) {
                return at;
            }
            at = into.get();
        }
        return at;
    }

    /** The diplomatic acts that stand, by position. */
    public List<Revision> standing() {
        return byId.values().stream()
                .filter(r -> r.stands() && r.circumstances().isPresent())
                .toList();
    }

    /** The diplomatic act of that id, or the one that it turned out to be, if it is visible and stands. */
    Optional<Revision> standing(ActId act) {
        return Optional.ofNullable(byId.get(stayed(act)))
                .filter(r -> r.stands() && r.circumstances().isPresent());
    }

    /** The relations that stand. */
    public List<Revision> relations() {
        return relations;
    }

    /** The standing acts that deny it. */
    public List<Revision> denials(ActId act) {
        return denials.getOrDefault(act, List.of());
    }

    /** When an act that stands changed something. */
    public When when(Revision act, Circumstances about) {
        return when(act.id(), about, new HashSet<>());
    }

    private When when(ActId id, Circumstances about, Set<ActId> open) {
        When known = whens.get(id);
        if (known != null) {
            return known;
        }
        Window written = about.change().beginning();
        long lo = Days.of(written.lower());
        long hi = Days.of(written.upper());
        boolean contradictory = false;
        long raised = lo;
        if (open.add(id)) {
            for (long earliest : earliest(about, open)) {
                contradictory |= earliest > hi;
                raised = earliest > hi ? raised : Math.max(raised, earliest);
            }
            open.remove(id);
        }
        var when = new When(raised, hi, contradictory);
        if (open.isEmpty()) {
            whens.put(id, when); // inside a circle it would depend on where one came in
        }
        return when;
    }

    /** The days before which an act cannot lie that ends what it ends. */
    private List<Long> earliest(Circumstances about, Set<ActId> open) {
        ActId ends = about.ends();
        if (ends == null) {
            return List.of();
        }
        ActId ended = stayed(ends);
        var earliest = new ArrayList<Long>();
        heldUntil.getOrDefault(ended, Set.of()).forEach(held -> earliest.add(Days.next(held)));
        Revision revision = byId.get(ended);
        if (revision != null && revision.stands()) {
            revision.circumstances()
                    .ifPresent(c -> earliest.add(when(ended, c, open).lo()));
        }
        return earliest;
    }
}
