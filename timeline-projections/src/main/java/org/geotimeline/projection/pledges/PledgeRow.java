package org.geotimeline.projection.pledges;

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

@Row(name = "pledges", meaning = "What an actor has promised another, and whether the promise is open on that day.")
record PledgeRow(
        @Key @Meaning("The actor that promised.") String actor,

        @Key @Meaning("The actor that the promise was made to.")
        String subject,

        @Sql(place = 1) @CellName @Meaning("The id of the act by which the pledge was made.")
        String pledge,

        @Sql(place = 2)
        @Meaning(
                value = "What became of it; null if several are possible.",
                values = {"open", "kept", "dropped"})
        @Nullable
        String state,

        @Sql(place = 4)
        @Meaning(value = "What was promised of it, in words; null if several are possible.", type = String.class)
        @Absent("if no act states an amount")
        @Nullable
        JsonNode amount,

        @Sql(omitted = true) @Meaning("All that amount may be, in order.") @Absent("if it is certain") @Nullable
        List<String> amountAlternatives,

        @Sql(place = 3) @Meaning("The English title of the act; null if it has none.") @Nullable
        String title,

        @Sql(omitted = true) @Meaning("All that title may be, in order.") @Absent("if it is certain") @Nullable
        List<String> titleAlternatives,

        @Beside Grounds grounds) {

    static final RowShape<PledgeRow> SHAPE = RowShape.of(PledgeRow.class);
}
