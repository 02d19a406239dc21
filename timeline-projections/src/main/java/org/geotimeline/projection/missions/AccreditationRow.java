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

@Row(name = "accreditations", meaning = "How far a person has come at a mission on that day, as one dataset has it.")
record AccreditationRow(
        @Key @Meaning("The actor whose mission it is.") String sender,
        @Key @Meaning("The actor that hosts it.") String receiver,
        @Key @Meaning("The person.") String person,

        @Sql(place = 1) @CellName(part = 2) @Meaning("The dataset; null if the acts are of none.") @Nullable
        String dataset,

        @Sql(place = 2) @Meaning("The last stage; null if several are possible.") @Nullable
        String stage,

        @Sql(place = 4)
        @Meaning(
                value = "Whether the person is in office.",
                values = {"yes", "possibly", "no"})
        String inOffice,

        @Sql(omitted = true) @Meaning("Since when the person is in office (EDTF); null if no act says.") @Nullable
        String officeSince,

        @Sql(place = 3) @Meaning("The rank; null if no act says, or several are possible.") @Nullable
        String rank,

        @Sql(omitted = true) @Meaning("All that rank may be, in order.") @Absent("if it is certain") @Nullable
        List<String> rankAlternatives,

        @Beside Grounds grounds) {

    static final RowShape<AccreditationRow> SHAPE = RowShape.of(AccreditationRow.class);
}
