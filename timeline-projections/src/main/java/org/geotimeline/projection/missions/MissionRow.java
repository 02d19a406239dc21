package org.geotimeline.projection.missions;

import java.util.List;
import org.geotimeline.projection.row.Absent;
import org.geotimeline.projection.row.Beside;
import org.geotimeline.projection.row.CellName;
import org.geotimeline.projection.row.Grounds;
import org.geotimeline.projection.row.Key;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;
import org.geotimeline.projection.row.RowShape;
import org.geotimeline.projection.row.Sql;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@Row(name = "missions", meaning = "The mission of one actor at another on that day, as one dataset has it.")
record MissionRow(
        @Key @Meaning("The actor whose mission it is.") String sender,
        @Key @Meaning("The actor that hosts it.") String receiver,

        @Sql(place = 1) @CellName(part = 2) @Meaning("The dataset; null if the acts are of none.") @Nullable
        String dataset,

        @Sql(place = 2)
        @Meaning("The level, from NONE to NEW_AMBASSADOR_CREDENTIALED, or as the act states it; null if several are"
                + " possible.")
        @Nullable
        String level,

        @Sql(place = 3) @Meaning("The last stage; null if several are possible.") @Nullable
        String stage,

        @Sql(place = 4) @Meaning("The kind of mission; null if several are possible.") @Nullable
        String kind,

        @Sql(omitted = true) @Meaning("All that kind may be, in order.") @Absent("if it is certain") @Nullable
        List<String> kindAlternatives,

        @Sql(place = 5)
        @Meaning(
                "What is announced; NONE if nothing is; null if no act says anything about it, or several are possible.")
        @Nullable
        String process,

        @Sql(omitted = true) @Meaning("All that process may be, in order.") @Absent("if it is certain") @Nullable
        List<String> processAlternatives,

        @Sql(omitted = true) @Meaning("All that stage may be, in order.") @Absent("if it is certain") @Nullable
        List<String> stageAlternatives,

        @Beside Grounds grounds,

        @Sql(omitted = true)
        @Meaning(value = "The person in office; null if nobody is, or several may be.", type = String.class)
        @Absent("if the question asks over time")
        @Nullable
        JsonNode person,

        @Sql(omitted = true)
        @Meaning("All persons that may be in office.")
        @Absent("if one is for certain, or nobody")
        @Nullable
        List<String> personAlternatives) {

    static final RowShape<MissionRow> SHAPE = RowShape.of(MissionRow.class);

    /** The same mission with the person in office, or with all that may be. */
    MissionRow under(@Nullable String head, @Nullable List<String> heads) {
        JsonNode one = head == null ? JsonNodeFactory.instance.nullNode() : JsonNodeFactory.instance.stringNode(head);
        return new MissionRow(
                sender,
                receiver,
                dataset,
                level,
                stage,
                kind,
                kindAlternatives,
                process,
                processAlternatives,
                stageAlternatives,
                grounds,
                one,
                heads);
    }
}
