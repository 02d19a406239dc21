package org.geotimeline.projection.runtime.parked;

import java.sql.SQLException;
import java.util.Optional;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * A projection cannot apply an act, and could not if it tried again with the same code: linking the act to its timelines
 * fails, or folding one of them.
 */
public final class ActNotApplicable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_LENGTH = 2_000;

    private final long position;
    private final transient ActId act;
    private final transient @Nullable Timeline timeline;

    /** @param timeline the timeline whose fold fails; null if linking the act fails */
    public ActNotApplicable(long position, ActId act, @Nullable Timeline timeline, Throwable cause) {
        super(described(cause), cause);
        this.position = position;
        this.act = act;
        this.timeline = timeline;
    }

    /** Whether the act is at fault: neither the database nor an interruption caused the failure. */
    public static boolean isFaultOfAct(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException
                    || cause instanceof InterruptedException
                    || cause instanceof ActNotApplicable) {
                return false;
            }
        }
        return true;
    }

    private static String described(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        String where = trace.length == 0 ? "" : " (at %s)".formatted(trace[0]);
        String text = (cause + where).replace('\0', '�');
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }

    public long position() {
        return position;
    }

    public ActId act() {
        return act;
    }

    public Optional<Timeline> timeline() {
        return Optional.ofNullable(timeline);
    }

    /** The cause, for the operator. */
    public String why() {
        return String.valueOf(getMessage());
    }

    public boolean samePlaceAs(@Nullable ActNotApplicable other) {
        return other != null && position == other.position && timeline().equals(other.timeline());
    }
}
