package org.geotimeline.projection.recognitions;

import java.util.List;
import org.geotimeline.projection.row.Absent;
import org.geotimeline.projection.row.Beside;
import org.geotimeline.projection.row.Grounds;
import org.geotimeline.projection.row.Key;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;
import org.geotimeline.projection.row.RowShape;
import org.geotimeline.projection.row.Sql;
import org.jspecify.annotations.Nullable;

@Row(name = "recognitions", meaning = "Whether an actor recognises another on that day.")
record RecognitionRow(
        @Key @Meaning("The actor that recognises, or does not.")
        String actor,

        @Key @Meaning("The actor that is recognised, or is not.")
        String subject,

        @Meaning(
                value = "What stands; null if several are possible.",
                values = {"DE_JURE", "WITHDRAWN", "EXPLICIT_REFUSAL"})
        @Nullable
        String value,

        @Meaning("As what the subject is recognised; \"not stated\" if the act does not say; null if several are"
                + " possible.")
        @Nullable
        String scope,

        @Sql(omitted = true) @Meaning("All that scope may be, in order.") @Absent("if it is certain") @Nullable
        List<String> scopeAlternatives,

        @Beside Grounds grounds) {

    static final RowShape<RecognitionRow> SHAPE = RowShape.of(RecognitionRow.class);
}
