package org.geotimeline.projection.participation;

import java.util.List;
import org.geotimeline.projection.row.Absent;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;
import org.geotimeline.projection.row.RowShape;
import org.geotimeline.projection.row.Sql;
import org.jspecify.annotations.Nullable;

/** A seat; its fields stand in the order in which PostgreSQL keeps them. */
@Row(name = "seats", meaning = "The seat of an entity in a round of a forum. An entity that is not named has no row.")
public record SeatRow(
        @Sql(place = 12) @Meaning("The act that says so.") @Absent("if the entity is not named in the round") @Nullable
        String act,

        @Sql(place = 5) @Meaning("The date of the round (EDTF).") @Absent("if an announcement does not say") @Nullable
        String date,

        @Sql(place = 3) @Meaning("The kind of round.") String kind,

        @Sql(omitted = true) @Meaning("The rank of the persons who came.") @Absent("if the act does not say") @Nullable
        String rank,

        @Sql(place = 7) @Meaning("The role of the entity; null if it is not named in the round.") @Nullable
        String role,

        @Sql(place = 4)
        @Meaning("The year of the first possible day of the round.")
        @Absent("if the date is not known")
        @Nullable
        Integer year,

        @Sql(omitted = true) @Meaning("The forum.") @Absent("if the entity is not named in the round") @Nullable
        String forum,

        @Sql(omitted = true) @Meaning("The level of the round.") @Absent("if the act does not say") @Nullable
        String level,

        @Sql(place = 6) @Meaning("The place of the round.") @Absent("if the act does not say") @Nullable
        String place,

        @Sql(place = 1) @Meaning("The id of the round.") String round,
        @Sql(place = 2) @Meaning("The entity: an actor.") String entity,

        @Sql(omitted = true) @Meaning("The number of the round.") @Absent("if it has none") @Nullable
        Integer number,

        @Sql(place = 10)
        @Meaning("Whether the entity counts as present: a host or a participant that was surely there.")
        boolean counted,

        @Sql(place = 9)
        @Meaning(
                value = "Whether the entity was there.",
                values = {"yes", "no", "possibly", "not recorded"})
        String present,

        @Sql(omitted = true)
        @Meaning("What each report says of this seat.")
        @Absent("if the seat was only announced, or is not named")
        @Nullable
        List<Report> reports,

        @Sql(omitted = true)
        @Meaning("The sources of the seat.")
        @Absent("if the seat was only announced, or is not named")
        @Nullable
        List<String> sources,

        @Sql(omitted = true) @Meaning("How the presence was recorded.") @Absent("if the act does not say") @Nullable
        String recorded,

        @Sql(place = 8)
        @Meaning(
                value = "How certain the seat is.",
                values = {"CERTAIN", "POSSIBLE", "NO_DATA"})
        String certainty,

        @Sql(place = 11) @Meaning("How well it is supported.") @Absent("if the act does not say") @Nullable
        String confidence) {

    static final RowShape<SeatRow> SHAPE = RowShape.of(SeatRow.class);

    /** What one report says of a seat. */
    public record Report(
            @Meaning("The id of the report.") String id,
            @Meaning("Its word for the role.") String role) {}

    /** The row of an entity that is not named in that round: which is not the same as absent. */
    SeatRow notRecorded(String other) {
        return new SeatRow(
                null,
                date,
                kind,
                null,
                null,
                year,
                null,
                level,
                place,
                round,
                other,
                number,
                false,
                "not recorded",
                null,
                null,
                null,
                "NO_DATA",
                null);
    }
}
