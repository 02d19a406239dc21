package org.geotimeline.projection.forums;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.geotimeline.act.engagement.Round;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.CellQuery;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.RegisteredNames;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTable.Cells;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.query.Vocabulary;
import org.geotimeline.recording.Register;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /forums} and {@code /forums/{id}}: which there are, and their meetings. */
@RestController
@RequestMapping("/api/v1/forums")
class ForumsApi {

    /** How far a meeting came. */
    static final class States implements Vocabulary {
        @Override
        public Collection<String> words() {
            return ForumsProjection.STATES;
        }
    }

    private final CellQuery<ForumRow> forums;
    private final CellQuery<MeetingRow> meetings;
    private final RegisteredNames names;

    ForumsApi(StepTables tables, Register register) {
        this.forums = new CellQuery<>(tables, ForumsProjection.NAME, ForumsProjection.KEYS, ForumRow.SHAPE);
        this.meetings = new CellQuery<>(tables, ForumsProjection.NAME, ForumsProjection.KEYS, MeetingRow.SHAPE);
        this.names = new RegisteredNames(register);
    }

    /** The forums that are registered. */
    @GetMapping(name = "listForums")
    @RowsOf(
            projection = ForumsProjection.NAME,
            timeline = {"forum"},
            cell = ForumsProjection.FORUM)
    Answer<ForumRow> forums(
            Clocks clocks, @RequestParam @Nullable Integer limit, @RequestParam @Nullable String cursor) {
        CellQuery<ForumRow>.Asking asking = forums.ask(clocks).cell(ForumsProjection.FORUM);
        return asking.answer(asking.rows(), "forum is registered", "forums are registered", limit, cursor, null);
    }

    /**
     * The meetings of a forum, by date.
     *
     * @param year the calendar year of a meeting
     */
    @GetMapping(name = "listMeetings", path = "/{forum}")
    @RowsOf(
            projection = ForumsProjection.NAME,
            timeline = {"forum"},
            cell = "meeting|{meeting}")
    Answer<MeetingRow> meetings(
            Clocks clocks,
            @PathVariable @AllowedWords(registered = "forum") String forum,
            @RequestParam @Nullable Integer year,
            @RequestParam @Nullable @AllowedWords(of = States.class) String state,
            @RequestParam @Nullable @AllowedWords(of = Round.Kind.class) String kind,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        CellQuery<MeetingRow>.Asking asking = meetings.ask(clocks)
                .where("forum", names.onFile("forum", forum))
                .cells(Cells.under(ForumsProjection.MEETING))
                .maybe(state, MeetingRow::state)
                .maybe(kind, MeetingRow::kind)
                .matching(row -> year == null || year.equals(row.year()));
        List<MeetingRow> rows = asking.rows().stream()
                .sorted(Comparator.comparing((MeetingRow row) -> row.date().replaceAll("^[\\[/.]+", "")))
                .toList();
        return asking.answer(rows, "meeting is on file", "meetings are on file", limit, cursor, null);
    }
}
