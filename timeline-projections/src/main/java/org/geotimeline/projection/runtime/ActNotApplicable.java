package org.geotimeline.projection.runtime;

import java.util.Optional;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * An act that a projection cannot take, and could not if it were tried again with the same code: placing it on its
 * timelines fails, or folding one of them.
 */
final class ActNotApplicable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 2_000;

    private final long position;
    private final transient ActId act;
    private final transient @Nullable Timeline timeline;

    /** @param timeline the one whose fold fails; null where the act could not be placed */
    ActNotApplicable(long position, ActId act, @Nullable Timeline timeline, Throwable cause) {
        super(said(cause), cause);
        this.position = position;
        this.act = act;
        this.timeline = timeline;
    }

    private static String said(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        String where = trace.length == 0 ? "" : " (at %s)".formatted(trace[0]);
        String said = (cause + where).replace('\0', '�');
        return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + "…";
    }

    long position() {
        return position;
    }

    ActId act() {
        return act;
    }

    Optional<Timeline> timeline() {
        return Optional.ofNullable(timeline);
    }

    /** Why, for who is to mend it. */
    String why() {
        return String.valueOf(getMessage());
    }

    boolean samePlaceAs(@Nullable ActNotApplicable other) {
        return other != null && position == other.position && timeline().equals(other.timeline());
    }
}
