package org.geotimeline.projection.row;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How certain the value of a row is, and which acts it rests on. Its fields stand beside those of the row. */
public record Grounds(
        @Meaning(
                value = "Whether the value is certain, whether several are possible, or whether nothing is on file.",
                values = {"CERTAIN", "POSSIBLE", "NO_DATA"})
        String certainty,

        @Sql(type = "jsonb")
        @Meaning("All that the value may be, NO_DATA among it if it may be that nothing holds; empty if it is certain.")
        List<String> alternatives,

        @Meaning("The date of the change as its source wrote it (EDTF); the span of the dates if there are several.")
        @Absent("if the value rests on no act")
        @Nullable
        String since,

        @Sql(type = "jsonb")
        @Meaning("The ids of the acts that the value rests on, those of all alternatives among them.")
        @Absent("if the value rests on no act")
        @Nullable
        List<String> acts,

        @Meaning("The rule or the type of act that gave the value.")
        @Absent("if the alternatives have different ones")
        @Nullable
        String rule) {}
