package org.geotimeline.recording;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.act.registry.RegistryAct.RulebookPublished;
import org.geotimeline.store.EventFilter;
import org.geotimeline.store.EventLog;

/** The published versions of rulebooks by position. A rulebook is a tool and has no known time. */
public final class Rulebooks {

    private static final int MAX_RULEBOOKS = 1_000;

    private static final Set<String> TYPES = Lifts.all()
            .storedAs(ActTypes.all().named("RulebookPublished").orElseThrow().qualifiedName());

    private final EventLog log;
    private final NavigableMap<Long, Published> published = new ConcurrentSkipListMap<>();
    private long read;

    private record Published(String version, String subject) {}

    public Rulebooks(EventLog log) {
        this.log = log;
    }

    /**
     * The version published last up to a position: of the rulebooks about one of these subjects, or of all if there is none about
     * them.
     */
    public Optional<String> at(long position, Collection<String> subjects) {
        readOn(position);
        Collection<Published> newestFirst =
                published.headMap(position, true).descendingMap().values();
        return newestFirst.stream()
                .filter(one -> subjects.contains(one.subject()))
                .findFirst()
                .or(() -> newestFirst.stream().findFirst())
                .map(Published::version);
    }

    /** All versions published up to a position, oldest first. */
    public List<String> versions(long position) {
        readOn(position);
        return published.headMap(position, true).values().stream()
                .map(Published::version)
                .toList();
    }

    private synchronized void readOn(long position) {
        if (position <= read) {
            return;
        }
        long head = log.head();
        EventDecoder.acts(log.read(read, head, new EventFilter(TYPES, Set.of()), MAX_RULEBOOKS))
                .forEach(recorded -> {
                    if (recorded.act() instanceof RulebookPublished act) {
                        String subject = act.rulebook().path("subject").asString("");
                        published.put(recorded.position(), new Published(act.version(), subject));
                    }
                });
        read = head;
    }
}
