package org.geotimeline.projection.claims;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.geotimeline.projection.query.ActRow;
import org.geotimeline.projection.row.Beside;
import org.geotimeline.projection.row.FieldOrder;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;
import org.geotimeline.projection.row.RowShape;
import org.geotimeline.projection.row.Sql;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Row(name = "claims", meaning = "An act that claims something of another actor, and the acts that deny it.")
record ClaimRow(
        @Beside ActRow act,
        @Meaning("The acts that deny it.") List<Denial> denials,

        @Sql(omitted = true) @Meaning("The ids of the claim and of its denials.")
        List<String> acts) {

    static final RowShape<ClaimRow> SHAPE = RowShape.of(ClaimRow.class);

    /** An act that denies the claim. */
    record Denial(
            @Meaning("The id of the act.") String act,

            @Meaning(value = "From when on questions see it.", format = "date-time")
            String known,

            @Meaning("When they denied it (EDTF).") String valid,
            @Meaning("The parties that deny.") JsonNode actors) {}

    /** The kind of statement; null if the act does not say. */
    @Nullable
    String kind() {
        JsonNode kind = act.fields().get("kind");
        return kind == null ? null : kind.asStringOpt().orElse(null);
    }

    @JsonValue
    ObjectNode json() {
        return RowShape.flat(this, FieldOrder.reading(List.of()));
    }
}
