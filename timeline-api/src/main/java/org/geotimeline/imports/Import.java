package org.geotimeline.imports;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One import, and how far it has come.
 *
 * @param reason why it is held or failed, and what else its sender should know
 * @param day of which day a snapshot speaks
 * @param records rows in the body
 * @param handled rows of which all was recorded or turned down
 * @param acts what was recorded; in a dry run, what would be
 * @param nothingNew acts that were on file before, and entries of a snapshot that changed nothing
 * @param lists what a snapshot says of each list
 * @param perSecond rows handled a second
 * @param secondsLeft by that rate; null where it does not run
 */
record Import(
        String id,
        String format,
        Mode mode,
        State state,
        @Nullable String reason,
        @Nullable LocalDate day,
        long bytes,
        long records,
        long handled,
        long acts,
        long nothingNew,
        long rejects,
        double share,
        boolean force,
        List<OnList> lists,
        Instant receivedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Double perSecond,
        @Nullable Long secondsLeft) {

    static Import queued(String id, Imports.Order order, Instant at) {
        return new Import(
                id,
                order.format().name(),
                order.mode(),
                State.QUEUED,
                null,
                null,
                order.body().bytes(),
                0,
                0,
                0,
                0,
                0,
                order.share(),
                order.force(),
                List.of(),
                at,
                null,
                null,
                null,
                null);
    }

    Import stopped(Instant at) {
        return with(State.FAILED, Imports.STOPPED, rejects, at, null, null);
    }

    Import withRejects(long all) {
        return with(state, reason, all, finishedAt, perSecond, secondsLeft);
    }

    /** With its rate, and how long it will take by it. */
    Import at(Instant now) {
        if (startedAt == null) {
            return this;
        }
        double seconds = Math.max(
                0.001,
                Duration.between(startedAt, finishedAt == null ? now : finishedAt)
                                .toMillis()
                        / 1000.0);
        double rate = Math.round(handled / seconds * 10) / 10.0;
        Long left = state == State.RUNNING && rate > 0 ? Math.round((records - handled) / rate) : null;
        return with(state, reason, rejects, finishedAt, rate, left);
    }

    private Import with(
            State state,
            @Nullable String reason,
            long rejects,
            @Nullable Instant finishedAt,
            @Nullable Double perSecond,
            @Nullable Long secondsLeft) {
        return new Import(
                id,
                format,
                mode,
                state,
                reason,
                day,
                bytes,
                records,
                handled,
                acts,
                nothingNew,
                rejects,
                share,
                force,
                lists,
                receivedAt,
                startedAt,
                finishedAt,
                perSecond,
                secondsLeft);
    }

    /** Whether anything is recorded. */
    enum Mode {
        DRY_RUN,
        COMMIT;

        /** The word in JSON and in addresses. */
        @Override
        @com.fasterxml.jackson.annotation.JsonValue
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How far it is. */
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
        @com.fasterxml.jackson.annotation.JsonValue
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One list in a snapshot.
     *
     * @param individuals entries of persons
     * @param entities entries of others
     * @param before entries that stood on it before, as far as was on file
     * @param lifted entries that the snapshot does not show any more, or that a newer one on file does not
     */
    record OnList(String list, long individuals, long entities, long before, long lifted) {}
}
