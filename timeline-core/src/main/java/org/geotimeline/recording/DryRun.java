package org.geotimeline.recording;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.act.registry.RegistryAct;

/**
 * The acts that would be on file if a dry run recorded. Every decision of the dry run sees them behind the ledger, so that a dry run
 * and the commit of the same acts decide alike. For several threads.
 */
public final class DryRun {

    /** Behind every position of a ledger. */
    private final AtomicLong position = new AtomicLong(Long.MAX_VALUE / 2);

    private final Map<String, List<Recorded>> byTag = new ConcurrentHashMap<>();
    private final Set<String> registered = ConcurrentHashMap.newKeySet();

    /** @param kind {@code actor}, {@code forum}, {@code list}, {@code source} or {@code dataset} */
    boolean registers(String kind, String id) {
        return registered.contains(kind + ":" + id);
    }

    boolean has(ActId act) {
        return byTag.containsKey(tag(act));
    }

    /** The acts that match a query, or are the act itself or about it; in the order in which they were considered. */
    List<Recorded> found(ActId own, Set<EventQuery> queries) {
        Stream<Recorded> ofOwn = byTag.getOrDefault(tag(own), List.of()).stream();
        Stream<Recorded> others = queries.stream()
                .flatMap(query -> byTag.getOrDefault(query.tag(), List.of()).stream()
                        .filter(act -> query.types().isEmpty()
                                || query.types().contains(act.type().qualifiedName())));
        return Stream.concat(ofOwn, others).distinct().sorted(Recorded.ORDER).toList();
    }

    /** Adds acts that would be on file. */
    void add(RecordAct report, List<Act> acts) {
        for (Act act : acts) {
            var recorded = new Recorded(
                    position.incrementAndGet(), report.at(), ActTypes.all().of(act), act, ActJson.write(act));
            tags(act)
                    .forEach(tag -> byTag.computeIfAbsent(tag, none -> new CopyOnWriteArrayList<>())
                            .add(recorded));
            if (act instanceof RegistryAct registration) {
                registered.add(registration.registers());
            }
        }
    }

    /** The tags under which the act would be found: its own, and those of the considered acts that it is about. */
    private Set<String> tags(Act act) {
        var tags = new TreeSet<String>(act.tags());
        tags.add(tag(act.id()));
        if (act instanceof KnowledgeAct said) {
            for (ActId target : said.targets()) {
                byTag.getOrDefault(tag(target), List.of()).stream()
                        .filter(about -> about.id().equals(target))
                        .forEach(about -> tags.addAll(about.act().tags()));
            }
        }
        return tags;
    }

    private static String tag(ActId act) {
        return "act:" + act.whole();
    }
}
