package org.geotimeline.projection.conditions;

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

@Row(name = "conditions", meaning = "What an actor asks of another on that day, and what became of it.")
record ConditionRow(
        @Key @Meaning("The actor that set the condition.") String actor,
        @Key @Meaning("The actor that is to meet it.") String subject,
        @CellName @Meaning("What is asked.") String condition,

        @Meaning(
                value = "What became of it; null if several are possible.",
                values = {"set", "met", "dropped"})
        @Nullable
        String state,

        @Meaning("What the actor grants if the condition is met; null if nothing is said or several are possible.")
        @Nullable
        String unlocks,

        @Sql(omitted = true) @Meaning("All that unlocks may be, in order.") @Absent("if it is certain") @Nullable
        List<String> unlocksAlternatives,

        @Beside Grounds grounds) {

    static final RowShape<ConditionRow> SHAPE = RowShape.of(ConditionRow.class);
}
