package org.geotimeline.projection.forums;

import java.util.List;
import java.util.Map;
import org.geotimeline.projection.row.Absent;
import org.geotimeline.projection.row.Key;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;
import org.geotimeline.projection.row.RowShape;
import org.geotimeline.projection.row.Sql;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

@Row(name = "meetings", meaning = "A meeting of a forum, and how far it came.")
record MeetingRow(
        @Key @Meaning("The forum.") String forum,

        @Sql(omitted = true) @Meaning("The level of the persons who met; null if no act says.") @Nullable
        String level,

        @Sql(place = 2)
        @Meaning(
                value = "How far it came.",
                values = {"established", "announced", "postponed", "cancelled", "held"})
        String state,

        @Sql(omitted = true) @Meaning("How well it is supported; null if no act says.") @Nullable
        String confidence,

        @Sql(place = 4) @Meaning("When it was, or is to be (EDTF).")
        String date,

        @Sql(omitted = true) @Meaning("In which form it met; null if no act says.") @Nullable
        String format,

        @Sql(place = 3) @Meaning("The kind of round; null if it is no round.") @Nullable
        String kind,

        @Sql(place = 1) @Meaning("The id of the round; of a meeting that is no round, the id of its act.")
        String meeting,

        @Sql(omitted = true) @Meaning("The number of the round; null if it has none.") @Nullable
        Integer number,

        @Sql(place = 6) @Meaning("The place; null if no act says.") @Nullable
        String place,

        @Sql(place = 7) @Meaning("The actors by their role; an actor that is not named has none.")
        Map<String, List<String>> roles,

        @Sql(omitted = true) @Meaning("Its title by language.") @Absent("if the act has none") @Nullable
        JsonNode title,

        @Sql(place = 5)
        @Meaning("The year of its first possible day.")
        @Absent("if its date is open to the past")
        @Nullable
        Integer year,

        @Sql(place = 8) @Meaning("The ids of the acts that speak of it.")
        List<String> acts) {

    static final RowShape<MeetingRow> SHAPE = RowShape.of(MeetingRow.class);

    /** The same meeting, of which these acts speak. */
    MeetingRow of(List<String> speaking) {
        return new MeetingRow(
                forum,
                level,
                state,
                confidence,
                date,
                format,
                kind,
                meeting,
                number,
                place,
                roles,
                title,
                year,
                speaking);
    }
}
