package org.geotimeline.projection.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.runtime.apply.Ledger;
import org.geotimeline.recording.EventDecoder;
import org.geotimeline.recording.SourceDates;
import org.geotimeline.store.EventLog;

/** The ledger of the event store, with acts instead of bytes. */
record StoredLedger(EventLog log, SourceDates sources) implements Ledger {

    StoredLedger(EventLog log) {
        this(log, new SourceDates(log));
    }

    @Override
    public long head() {
        return log.head();
    }

    @Override
    public List<Entry> read(long after, int limit) {
        return log.read(after, limit).stream()
                .map(stored -> new Entry(stored.position(), EventDecoder.acts(stored)))
                .toList();
    }

    @Override
    public List<Recorded> tagged(ActId act, long upTo) {
        return EventDecoder.acts(EventDecoder.tagged(log, act, upTo));
    }

    @Override
    public Optional<Instant> publication(String source) {
        return sources.of(source);
    }

    @Override
    public long await(long after, Duration atMost) throws InterruptedException {
        log.await(after, atMost);
        return log.head();
    }
}
