package org.geotimeline.recording;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.registry.RegistryAct.RulebookPublished;
import org.geotimeline.store.EventFilter;
import org.geotimeline.store.EventLog;

/** Which versions of the rulebook were published, and at what position; a rulebook is a tool and has no known time. */
public final class Rulebooks {

    private static final int MOST = 1_000;

    private final EventLog log;
    private final NavigableMap<Long, String> versions = new ConcurrentSkipListMap<>();
    private long read;

    public Rulebooks(EventLog log) {
        this.log = log;
    }

    /** The version published last at that position; empty where none was. */
    public Optional<String> at(long position) {
        readOn(position);
        return Optional.ofNullable(versions.floorEntry(position)).map(e -> e.getValue());
    }

    /** All versions published at that position, oldest first. */
    public List<String> versions(long position) {
        readOn(position);
        return List.copyOf(versions.headMap(position, true).values());
    }

    private synchronized void readOn(long position) {
        if (position <= read) {
            return;
        }
        long head = log.head();
        String type = ActTypes.all().named("RulebookPublished").orElseThrow().qualifiedName();
        log.read(read, head, new EventFilter(Set.of(type), Set.of()), MOST).forEach(stored -> {
            if (Decoded.of(stored).act() instanceof RulebookPublished published) {
                versions.put(stored.position(), published.version());
            }
        });
        read = head;
    }
}
