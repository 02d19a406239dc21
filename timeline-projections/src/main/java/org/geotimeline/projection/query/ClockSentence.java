package org.geotimeline.projection.query;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.geotimeline.time.AsOf;
import org.geotimeline.time.Known;

/** The clocks of an answer as the words of a sentence. */
public final class ClockSentence {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private ClockSentence() {}

    /** {@code As known on 2024-12-01 (ledger position 612)}; to the minute where it is not the end of a day. */
    public static String asKnown(AsOf asOf) {
        var day = asOf.knownAt().atZone(ZoneOffset.UTC).toLocalDate();
        String known =
                asOf.knownAt().equals(Known.lastMoment(day)) ? "on " + day : "at " + MINUTE.format(asOf.knownAt());
        return "As known %s (ledger position %d)".formatted(known, asOf.position());
    }
}
