package org.geotimeline.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.geotimeline.imports.snapshot.OnList;
import org.jspecify.annotations.Nullable;

/**
 * How far an import has come.
 *
 * @param reason why the import is held or failed, and what else its sender should know
 * @param day the day that a snapshot describes; null for other formats
 * @param records the number of rows in the body
 * @param handled the number of rows that were completely recorded or rejected
 * @param acts the number of acts that were recorded, or in a dry run would be
 * @param nothingNew the number of acts that were on file before, and of snapshot entries that changed nothing
 * @param lists what a snapshot shows of each list
 * @param perSecond handled rows a second
 * @param secondsLeft the time for the rest of the rows at that rate; null unless the import is running
 */
record ImportProgress(
        State state,
        @Nullable String reason,
        @Nullable LocalDate day,
        long records,
        long handled,
        long acts,
        long nothingNew,
        long rejects,
        List<OnList> lists,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Double perSecond,
        @Nullable Long secondsLeft) {

    static final String STOPPED =
            "the server stopped before the end; send it again, and what was recorded adds nothing";

    static final ImportProgress QUEUED =
            new ImportProgress(State.QUEUED, null, null, 0, 0, 0, 0, 0, List.of(), null, null);

    /** Progress without a rate. */
    ImportProgress(
            State state,
            @Nullable String reason,
            @Nullable LocalDate day,
            long records,
            long handled,
            long acts,
            long nothingNew,
            long rejects,
            List<OnList> lists,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        this(
                state,
                reason,
                day,
                records,
                handled,
                acts,
                nothingNew,
                rejects,
                List.copyOf(lists),
                startedAt,
                finishedAt,
                null,
                null);
    }

    /** The progress of an import that a stopped server left behind. */
    ImportProgress stoppedAt(Instant moment) {
        return new ImportProgress(
                State.FAILED, STOPPED, day, records, handled, acts, nothingNew, rejects, lists, startedAt, moment);
    }

    /** Adds the rate until {@code moment}, or until the end of an import that is over. */
    ImportProgress ratedAt(Instant moment) {
        if (startedAt == null) {
            return this;
        }
        Instant until = finishedAt == null ? moment : finishedAt;
        double seconds = Math.max(0.001, Duration.between(startedAt, until).toMillis() / 1000.0);
        double rate = Math.round(handled / seconds * 10) / 10.0;
        Long left = state == State.RUNNING && rate > 0 ? Math.round((records - handled) / rate) : null;
        return new ImportProgress(
                state,
                reason,
                day,
                records,
                handled,
                acts,
                nothingNew,
                rejects,
                lists,
                startedAt,
                finishedAt,
                rate,
                left);
    }

    /** The stages of an import. */
    enum State {
        QUEUED,
        RUNNING,
        DONE,
        HELD,
        FAILED;

        boolean isOver() {
            return this == DONE || this == HELD || this == FAILED;
        }

        /** The word in JSON. */
        @Override
        @JsonValue
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
