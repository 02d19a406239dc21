package org.geotimeline.projection.participation;

import com.google.auto.service.AutoService;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.Saying;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.engagement.EngagementAct;
import org.geotimeline.act.engagement.Round;
import org.geotimeline.act.engagement.Seat;
import org.geotimeline.act.id.ForumId;
import org.geotimeline.act.id.SourceId;
import org.geotimeline.act.knowledge.KnowledgeAct.ActDisputed;
import org.geotimeline.act.knowledge.KnowledgeAct.ActReported;
import org.geotimeline.act.knowledge.KnowledgeAct.ReportedSeat;
import org.geotimeline.projection.fold.SeatsKnown;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.RowColumns;
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The rounds of a forum, one cell a seat.
 *
 * <p>A seat is known when its round's act is, unless its own source came later. A seat that was announced in a report
 * answers {@code announced} until the seats of the round are known. A row holds from the first day on which the round may
 * have been; an announcement, from the day on which it was made.
 */
@AutoService(Projection.class)
public final class ParticipationProjection implements Projection {

    public static final String NAME = "participation_v3";

    private static final String ANNOUNCED = "announced";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SqlView> sheets() {
        return List.of(new SqlView("participation", "true", RowColumns.of(SeatRow.SHAPE)));
    }

    @Override
    public List<String> keys() {
        return List.of("forum");
    }

    @Override
    public void link(Recorded event, Dossier dossier, Links links) throws SQLException {
        for (ForumId forum : forums(links.states(dossier.id()))) {
            links.add(Timeline.of(forum.text()), dossier.id());
        }
        Optional<ReportedSeat> said = reportedSeat(event.act());
        if (said.isPresent()) { // it may come before its round, and is a dossier of its own
            links.add(Timeline.of(said.get().forum().text()), event.id());
        }
    }

    /** Every forum that any state of the act has named: a correction may move a round to another forum. */
    private static Set<ForumId> forums(List<Revision> states) {
        var forums = new HashSet<ForumId>();
        for (Revision revision : states) {
            round(revision).map(Round::forum).ifPresent(forums::add);
            reportedSeat(revision.act()).map(ReportedSeat::forum).ifPresent(forums::add);
        }
        return forums;
    }

    private static Optional<ReportedSeat> reportedSeat(Act act) {
        return switch (act) {
            case ActReported report -> Optional.ofNullable(report.seat());
            case ActDisputed dispute -> Optional.ofNullable(dispute.seat());
            default -> Optional.empty();
        };
    }

    private static Optional<Round> round(Revision revision) {
        return revision.act() instanceof EngagementAct act ? Optional.ofNullable(act.round()) : Optional.empty();
    }

    /** A seat may be known later than the round, or than the correction that brings it. */
    @Override
    public List<Instant> furtherKnownTimes(Recorded event) {
        return SeatsKnown.in(event);
    }

    @Override
    public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
            Timeline timeline, List<Revision> visible, Instant knownAt) {
        String forum = timeline.value(0);
        var cells = new HashMap<String, NavigableMap<LocalDate, JsonNode>>();
        var seated = new HashSet<String>();
        for (Revision held : visible) {
            round(held)
                    .filter(round -> held.stands() && named(round.forum(), forum))
                    .ifPresent(round -> {
                        SeatsKnown.of(held, knownAt).forEach(seat -> {
                            seated.add(round.id());
                            cells.put(
                                    cell(round.id(), seat.entity().text()),
                                    from(date(held, round).beginning().lower(), row(held, round, seat)));
                        });
                    });
        }
        for (Revision said : visible) {
            reportedSeat(said.act())
                    .filter(seat -> said.stands() && named(seat.forum(), forum))
                    .filter(seat -> seat.role().equals(ANNOUNCED) && !seated.contains(seat.round()))
                    .ifPresent(seat -> cells.put(
                            cell(seat.round(), seat.entity().text()),
                            from(said.known().atZone(ZoneOffset.UTC).toLocalDate(), announced(said, seat))));
        }
        return cells;
    }

    private static boolean named(ForumId forum, String name) {
        return forum.text().equals(name);
    }

    private static String cell(String round, String entity) {
        return round + "|" + entity;
    }

    private static NavigableMap<LocalDate, JsonNode> from(LocalDate day, SeatRow row) {
        return new TreeMap<>(Map.of(day, SeatRow.SHAPE.stored(row)));
    }

    private static Edtf date(Revision held, Round round) {
        Circumstances about = held.circumstances().orElseThrow();
        return round.date() == null ? about.change() : round.date();
    }

    private static SeatRow row(Revision held, Round round, Seat seat) {
        Edtf date = date(held, round);
        Circumstances about = held.circumstances().orElseThrow();
        Presence presence = Presence.of(seat);
        return new SeatRow(
                held.id().text(),
                date.toString(),
                round.kind().toString(),
                text(seat.rank()),
                seat.role().toString(),
                date.beginning().lower().getYear(),
                round.forum().text(),
                text(round.level()),
                text(round.place() == null ? about.place() : round.place()),
                round.id(),
                seat.entity().text(),
                round.number(),
                presence.counts(seat),
                presence.toString(),
                reports(held, round, seat),
                seat.sources().stream().map(SourceId::text).toList(),
                text(seat.recorded()),
                seat.certainty() == null ? "CERTAIN" : seat.certainty().name(),
                text(seat.confidence() == null ? about.confidence() : seat.confidence()));
    }

    /** What reports say of this very seat, each with its word for the role: a conflict is shown beside the answer. */
    private static List<SeatRow.Report> reports(Revision held, Round round, Seat seat) {
        var reports = new ArrayList<SeatRow.Report>();
        for (Recorded said : held.sayings()) {
            reportedSeat(said.act())
                    .filter(s -> s.round().equals(round.id()) && s.entity().equals(seat.entity()))
                    .ifPresent(s -> reports.add(new SeatRow.Report(said.id().text(), s.role())));
        }
        return reports;
    }

    private static SeatRow announced(Revision said, ReportedSeat seat) {
        Saying about = (Saying) said.act().about();
        Edtf date = seat.date() == null ? about.saysValid() : seat.date();
        return new SeatRow(
                said.id().text(),
                text(date),
                Round.Kind.ROUND.toString(),
                null,
                ANNOUNCED,
                date == null ? null : Integer.valueOf(date.beginning().lower().getYear()),
                seat.forum().text(),
                null,
                null,
                seat.round(),
                seat.entity().text(),
                null,
                false,
                Presence.NOT_RECORDED.toString(),
                null,
                null,
                null,
                Seat.Certainty.CERTAIN.name(),
                text(about.confidence()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Whether an entity was there, as far as is recorded. */
    private enum Presence {
        YES,
        NO,
        POSSIBLY,
        NOT_RECORDED;

        static Presence of(Seat seat) {
            if (seat.certainty() == Seat.Certainty.POSSIBLE) {
                return POSSIBLY;
            }
            return switch (seat.role()) {
                case HOST, PARTICIPANT, OBSERVER, GUEST -> YES;
                case INVITED_DECLINED, NOT_INVITED, ABSENT -> NO;
                case ANNOUNCED_NOT_SEEN -> NOT_RECORDED;
            };
        }

        /** Hosts and participants that were surely there count. */
        boolean counts(Seat seat) {
            return this == YES && (seat.role() == Seat.Role.HOST || seat.role() == Seat.Role.PARTICIPANT);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
