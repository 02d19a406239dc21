package org.geotimeline.projection.runtime;

import java.time.Duration;
import java.util.List;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.runtime.apply.Ledger;
import org.geotimeline.recording.EventDecoder;
import org.geotimeline.store.EventLog;

/** The ledger of the event store, with acts instead of bytes. */
record StoredLedger(EventLog log) implements Ledger {

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
    public long await(long after, Duration atMost) throws InterruptedException {
        log.await(after, atMost);
        return log.head();
    }
}
