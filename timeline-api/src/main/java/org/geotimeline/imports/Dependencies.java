package org.geotimeline.imports;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.geotimeline.recording.LedgerRegister;
import org.geotimeline.recording.Recorder;
import org.geotimeline.store.EventLog;

/** What every import works with. */
record Dependencies(
        Recorder recorder, EventLog log, LedgerRegister register, Clock clock, ImportTable table, ImportLimits limits) {

    /** The current moment, as exact as the database stores one. */
    Instant moment() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
