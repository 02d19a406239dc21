package org.geotimeline.projection.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.registry.RegistryAct.SourceRegistered;
import org.geotimeline.projection.runtime.apply.Ledger;

/** A ledger in memory: what was appended is read at once, by any thread. */
public final class MemoryLedger implements Ledger {

    private static final Instant OPENED = Instant.parse("2025-01-01T00:00:00Z");

    private final List<Recorded> events = new ArrayList<>();

    /** Appends it a second after the last one. */
    public synchronized Recorded append(Act act) {
        long position = events.size() + 1L;
        var body = ActJson.write(act);
        var event = new Recorded(
                position, OPENED.plusSeconds(position), ActTypes.all().of(act), ActJson.read(body), body);
        put(event);
        return event;
    }

    /** Appends what another ledger holds. */
    synchronized void put(Recorded event) {
        events.add(event);
        notifyAll();
    }

    public synchronized List<Recorded> events() {
        return List.copyOf(events);
    }

    @Override
    public synchronized long head() {
        return events.size();
    }

    @Override
    public synchronized List<Entry> read(long after, int limit) {
        return events.subList((int) after, (int) Math.min(events.size(), after + limit)).stream()
                .map(event -> new Entry(event.position(), List.of(event)))
                .toList();
    }

    @Override
    public synchronized List<Recorded> tagged(ActId act, long upTo) {
        return events.subList(0, (int) Math.min(events.size(), upTo)).stream()
                .filter(e -> e.id().equals(act) || e.act().tags().contains("act:" + act))
                .toList();
    }

    @Override
    public synchronized Optional<Instant> publication(String source) {
        return events.stream()
                .filter(event -> event.act() instanceof SourceRegistered registered
                        && registered.source().text().equals(source)
                        && registered.about().known() != null)
                .map(Recorded::known)
                .findFirst();
    }

    @Override
    public synchronized long await(long after, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        long left = atMost.toMillis();
        while (events.size() <= after && left > 0) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
        return events.size();
    }
}
