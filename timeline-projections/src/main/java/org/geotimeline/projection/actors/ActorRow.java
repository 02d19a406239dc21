package org.geotimeline.projection.actors;

import java.util.List;
import org.geotimeline.projection.row.Absent;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;
import org.geotimeline.projection.row.RowShape;
import org.geotimeline.projection.row.Sql;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

@Row(name = "actors", meaning = "An actor on that day: its names and its relations.")
record ActorRow(
        @Sql(omitted = true) @Meaning("The id of the actor.")
        String id,

        @Sql(omitted = true) @Meaning("The ids of the acts that say so.")
        List<String> acts,

        @Sql(place = 1) @Meaning("The kind of actor: state, government, person ...")
        String kind,

        @Sql(omitted = true)
        @Meaning("Its codes in the systems of others, by system.")
        @Absent("if it has none")
        @Nullable
        JsonNode codes,

        @Sql(place = 2) @Meaning("The names that it bears, or may bear, on that day.")
        List<JsonNode> names,

        @Sql(place = 3) @Meaning("What it is to others on that day: the holder of an office, an organ, a part.")
        List<Role> roles,

        @Sql(place = 4) @Meaning("The relations that it has, or may have, on that day.")
        List<Relation> relations) {

    static final RowShape<ActorRow> SHAPE = RowShape.of(ActorRow.class);

    /** What an actor is to another. */
    record Role(
            @Meaning("The actor that it is so to.") String of,
            @Meaning("The act that says so.") String act,
            @Meaning("The role.") String role,
            @Meaning("From when to when (EDTF).") String valid,

            @Meaning("The title of the office, by language.") @Absent("if the act gives none") @Nullable
            JsonNode office,

            @Meaning(
                    value = "Whether it surely holds on that day.",
                    values = {"CERTAIN", "POSSIBLE"})
            String certainty) {}

    /** A relation of two actors. */
    record Relation(
            @Meaning("The actor that it leads to.") String to,
            @Meaning("The act that says so.") String act,
            @Meaning("The actor that it leads from.") String from,

            @Meaning("Its title, by language.") @Absent("if the act gives none") @Nullable
            JsonNode title,

            @Meaning("From when to when (EDTF).") String valid,
            @Meaning("The relation.") String relation,

            @Meaning(
                    value = "Whether it surely holds on that day.",
                    values = {"CERTAIN", "POSSIBLE"})
            String certainty) {}
}
