package org.geotimeline.projection.forums;

import java.util.List;
import org.geotimeline.projection.row.Key;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;
import org.geotimeline.projection.row.RowShape;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

@Row(name = "forums", meaning = "A forum that is registered.")
record ForumRow(
        @Key @Meaning("The forum.") String forum,

        @Meaning("The actor that hosts it; null if the registration does not say.") @Nullable
        String host,

        @Meaning("Its names.") JsonNode names,
        @Meaning("The ids of the acts that say so.") List<String> acts) {

    static final RowShape<ForumRow> SHAPE = RowShape.of(ForumRow.class);
}
