package org.geotimeline.projection.dyads;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.geotimeline.projection.query.ActRow;
import org.geotimeline.projection.row.Beside;
import org.geotimeline.projection.row.FieldOrder;
import org.geotimeline.projection.row.Key;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;
import org.geotimeline.projection.row.RowShape;
import tools.jackson.databind.node.ObjectNode;

@Row(name = "dyad-acts", meaning = "An act of one actor toward another, or a round at which both had a seat.")
record DyadActRow(
        @Key @Meaning("The actor.") String actor,
        @Key @Meaning("The actor that it is toward.") String subject,
        @Beside ActRow act,

        @Meaning(
                value = "Whether the act names both, or both only had a seat.",
                values = {"act", "seat"})
        String through) {

    static final RowShape<DyadActRow> SHAPE = RowShape.of(DyadActRow.class);

    @JsonValue
    ObjectNode json() {
        return RowShape.flat(this, FieldOrder.reading(List.of("actor", "subject")));
    }
}
