package org.geotimeline.api.clocks;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.geotimeline.act.id.ActId;
import org.geotimeline.api.problem.NotYetApplied;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.Cursor;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.recording.EventDecoder;
import org.geotimeline.recording.Rulebooks;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.time.AsOf;
import org.geotimeline.time.Edtf;
import org.geotimeline.time.Known;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.NativeWebRequest;

/** The clocks of a request. */
final class RequestClocks implements Clocks {

    static final List<String> PARAMETERS = List.of("validAt", "knownAt", "position", "rulebook", "after");

    private static final Set<String> OF_A_PAGE = Set.of("validAt", "knownAt", "position", "after", "limit", "cursor");

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final NativeWebRequest request;
    private final EventLog log;
    private final Projections projections;
    private final Rulebooks rulebooks;
    private final Clock clock;

    RequestClocks(NativeWebRequest request, EventLog log, Projections projections, Rulebooks rulebooks, Clock clock) {
        this.request = request;
        this.log = log;
        this.projections = projections;
        this.rulebooks = rulebooks;
        this.clock = clock;
    }

    @Override
    public AsOf of(String projection) {
        String cursor = given("cursor");
        if (cursor != null) {
            Cursor given = Cursor.parse(cursor);
            check(given);
            AsOf pinned = given.asOf();
            check(pinned);
            await(projection, pinned.position());
            return pinned;
        }
        long position = position(projection);
        Instant moment = moment();
        return new AsOf(validAt(moment), knownAt(moment), position);
    }

    /** The address without the parameters that a cursor replaces or keeps. */
    @Override
    public String question() {
        HttpServletRequest asked = Objects.requireNonNull(
                request.getNativeRequest(HttpServletRequest.class), "a question comes over HTTP");
        String parameters = new TreeMap<>(asked.getParameterMap())
                .entrySet().stream()
                        .filter(given -> !OF_A_PAGE.contains(given.getKey()))
                        .map(given -> given.getKey() + "=" + given.getValue()[0])
                        .collect(Collectors.joining("&"));
        String path = asked.getRequestURI().replaceFirst("^/api/v1", "");
        return parameters.isEmpty() ? path : path + "?" + parameters;
    }

    private void check(Cursor given) {
        if (!given.isOf(question())) {
            throw new BadQuestion(
                    "cursor",
                    "this cursor continues %s, and this question is %s; ask that question, or begin again without the cursor"
                            .formatted(given.question(), question()));
        }
    }

    /** A cursor keeps the clocks of its first page; other clocks beside it are refused. */
    private void check(AsOf pinned) {
        if (pinned.position() > log.head() || pinned.knownAt().isAfter(moment())) {
            throw new BadQuestion("cursor", "this cursor was not given by this server; begin again without it");
        }
        boolean same = (given("validAt") == null || validAt(moment()).equals(pinned.validAt()))
                && (given("knownAt") == null || knownAt(moment()).equals(pinned.knownAt()))
                && (given("position") == null || number(String.valueOf(given("position"))) == pinned.position());
        if (!same) {
            throw new BadQuestion(
                    "cursor",
                    "this cursor continues with validAt %s, knownAt %s, position %d; leave out other clocks, or begin again"
                            .formatted(pinned.validAt(), pinned.knownAt(), pinned.position()));
        }
    }

    /** The current moment. It is never before the last recording, even if the clock of the database is ahead of this one. */
    private Instant moment() {
        Instant ours = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant recorded = log.lastRecordedAt();
        return recorded.isAfter(ours) ? recorded : ours;
    }

    private LocalDate validAt(Instant moment) {
        String text = given("validAt");
        if (text == null) {
            return moment.atZone(ZoneOffset.UTC).toLocalDate();
        }
        try {
            Edtf day = Edtf.parse(text);
            if (day.beginning().isOneDay() && !day.isSpan() && !day.isApproximate() && !day.isUncertain()) {
                return day.lower();
            }
        } catch (IllegalArgumentException e) {
            throw new BadQuestion("validAt", String.valueOf(e.getMessage()));
        }
        throw new BadQuestion("validAt", "'%s' is not one day; expected 2024-10-20 or an instant".formatted(text));
    }

    private Instant knownAt(Instant moment) {
        String text = given("knownAt");
        if (text == null) {
            return moment;
        }
        Instant known = text.indexOf('T') > 0 ? instant(text) : endOf(text, moment);
        if (known.isAfter(moment)) {
            throw new BadQuestion(
                    "knownAt", "knownAt %s is in the future; the current moment is %s".formatted(text, moment));
        }
        return known;
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw notKnown(text);
        }
    }

    private static Instant endOf(String text, Instant moment) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.equals(moment.atZone(ZoneOffset.UTC).toLocalDate()) ? moment : Known.lastMoment(day);
        } catch (DateTimeException e) {
            throw notKnown(text);
        }
    }

    private static BadQuestion notKnown(String text) {
        return new BadQuestion(
                "knownAt",
                "'%s' is neither a day (2024-12-01, its end in UTC) nor an instant (2024-12-01T10:00:00Z)"
                        .formatted(text));
    }

    private long position(String projection) {
        String text = given("position");
        after().ifPresent(position -> await(projection, position));
        if (text == null) {
            return projections.applied(projection);
        }
        long position = number(text);
        long head = log.head();
        if (position > head) {
            throw new BadQuestion(
                    "position", "position %d is past the end of the ledger, which is %d".formatted(position, head));
        }
        await(projection, position);
        return position;
    }

    private static long number(String text) {
        try {
            long position = Long.parseLong(text);
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new BadQuestion("position", "'%s' is not a position; expected a whole number from 0".formatted(text));
    }

    /** The position that the view must have applied, so that a reader reads its own writes. */
    private Optional<Long> after() {
        String text = given("after");
        if (text == null) {
            return Optional.empty();
        }
        if (text.matches("\\d{1,18}")) {
            long position = Long.parseLong(text);
            if (position > log.head()) {
                throw new BadQuestion(
                        "after",
                        "position %d is past the end of the ledger, which is %d".formatted(position, log.head()));
            }
            return Optional.of(position);
        }
        List<StoredEvent> events = events(text);
        if (events.isEmpty()) {
            throw new BadQuestion("after", "no act '%s' is on file".formatted(text));
        }
        return Optional.of(events.getLast().position());
    }

    private List<StoredEvent> events(String act) {
        try {
            return EventDecoder.tagged(log, ActId.parse(act), Long.MAX_VALUE);
        } catch (IllegalArgumentException noId) {
            return List.of();
        }
    }

    private void await(String projection, long position) {
        try {
            if (!projections.await(projection, position, MAX_WAIT)) {
                throw new NotYetApplied(projection, position, projections.applied(projection));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotYetApplied(projection, position, projections.applied(projection));
        }
    }

    @Override
    public String rulebook(AsOf asOf, Collection<String> subjects) {
        String wanted = given("rulebook");
        List<String> versions = rulebooks.versions(asOf.position());
        if (wanted != null && !versions.contains(wanted)) {
            throw new BadQuestion(
                    "rulebook",
                    "rulebook '%s' was not published at position %d".formatted(wanted, asOf.position()),
                    versions);
        }
        return wanted != null
                ? wanted
                : rulebooks
                        .at(asOf.position(), subjects)
                        .orElseThrow(() -> new BadQuestion(
                                "rulebook",
                                "no rulebook was published at position %d, so no stance can be derived"
                                        .formatted(asOf.position())));
    }

    private @Nullable String given(String parameter) {
        String[] values = request.getParameterValues(parameter);
        if (values == null) {
            return null;
        }
        if (values.length > 1) {
            throw new BadQuestion(parameter, "%s is given %d times; expected once".formatted(parameter, values.length));
        }
        return values[0];
    }
}
