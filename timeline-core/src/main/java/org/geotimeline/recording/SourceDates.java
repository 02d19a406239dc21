package org.geotimeline.recording;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.act.registry.RegistryAct.SourceRegistered;
import org.geotimeline.store.EventLog;

/**
 * When the registered sources were published. A source is registered before an act names it, and its date never changes, so
 * that every reader of the ledger, at whatever position, finds the same.
 */
public final class SourceDates {

    private static final Set<String> REGISTRATIONS = Lifts.all()
            .storedAs(ActTypes.all().named("SourceRegistered").orElseThrow().qualifiedName());

    private final EventLog log;
    private final Map<String, Optional<Instant>> dates = new ConcurrentHashMap<>();
    private long read;

    public SourceDates(EventLog log) {
        this.log = log;
    }

    /** The known time of a source; empty if it has no date of publication, or is not registered. */
    public Optional<Instant> of(String source) {
        Optional<Instant> known = dates.get(source);
        if (known == null) {
            readOn();
            known = dates.getOrDefault(source, Optional.empty());
        }
        return known;
    }

    private synchronized void readOn() {
        read = EventDecoder.readOn(log, read, log.head(), REGISTRATIONS, this::take);
    }

    private void take(Recorded recorded) {
        if (recorded.act() instanceof SourceRegistered source) {
            dates.putIfAbsent(
                    source.source().text(),
                    source.about().known() == null ? Optional.empty() : Optional.of(recorded.known()));
        }
    }
}
