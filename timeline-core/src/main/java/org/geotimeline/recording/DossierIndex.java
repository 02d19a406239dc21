package org.geotimeline.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.act.knowledge.KnowledgeAct.PayloadErased;

/**
 * The events that were read, indexed by the acts that they are about: each dossier has the acts about its act, and the acts
 * about those, and nothing else. So a long history costs its length once, and not once for each of its acts.
 */
final class DossierIndex {

    private final SequencedSet<ActId> acts = new LinkedHashSet<>();
    private final Map<ActId, List<Recorded>> own = new LinkedHashMap<>();
    private final Map<ActId, List<Recorded>> sayings = new HashMap<>();

    private DossierIndex(List<Recorded> read) {
        for (Recorded entry : read) {
            acts.add(entry.id());
            add(own, entry.id(), entry);
            if (entry.act() instanceof KnowledgeAct said) {
                acts.add(said.about().act());
                said.targets().forEach(act -> add(sayings, act, entry));
            }
        }
    }

    private static void add(Map<ActId, List<Recorded>> entries, ActId act, Recorded entry) {
        entries.computeIfAbsent(act, none -> new ArrayList<>()).add(entry);
    }

    /** The acts found, and the acts that what was found speaks of; each with all that was found about it. */
    static List<Dossier> dossiers(List<Recorded> read) {
        var filed = new DossierIndex(read);
        return filed.acts.stream().map(filed::dossier).toList();
    }

    /**
     * The dossiers of the acts that rules look at: acts that are no knowledge acts, reports of erasures, and the knowledge acts
     * among the named acts.
     */
    static List<Dossier> acts(List<Recorded> read, Set<ActId> named) {
        var filed = new DossierIndex(read);
        return filed.own.values().stream()
                .map(List::getFirst)
                .filter(own -> isLookedAt(own, named))
                .map(own -> filed.dossier(own.id()))
                .toList();
    }

    static boolean isLookedAt(Recorded own, Set<ActId> named) {
        return !(own.act() instanceof KnowledgeAct) || own.act() instanceof PayloadErased || named.contains(own.id());
    }

    /** An act about the stored event is about every act that the event decodes to. */
    private Dossier dossier(ActId act) {
        var entries = new TreeSet<>(Recorded.ORDER);
        entries.addAll(own.getOrDefault(act, List.of()));
        Deque<ActId> open = new ArrayDeque<>(List.of(act));
        entries.forEach(entry -> open.add(entry.whole()));
        while (!open.isEmpty()) {
            for (Recorded saying : sayings.getOrDefault(open.pop(), List.of())) {
                if (entries.add(saying)) {
                    open.add(saying.id());
                    open.add(saying.whole());
                }
            }
        }
        return new Dossier(act, List.copyOf(entries));
    }
}
