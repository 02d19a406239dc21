package org.geotimeline.projection.acts;

import com.fasterxml.jackson.annotation.JsonValue;
import org.geotimeline.projection.query.ActRow;
import org.geotimeline.projection.query.UnderClocks;
import org.geotimeline.projection.row.Beside;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;
import org.geotimeline.time.AsOf;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One act as known then, with the clocks that it was asked under. */
@Row(name = "act", meaning = "One act as it was known then, with the acts of knowledge about it.")
record KnownAct(
        @Beside ActRow act,
        @Meaning("The clocks that it was asked under.") AsOf asOf) implements UnderClocks {

    @JsonValue
    ObjectNode json() {
        ObjectNode json = act.json();
        json.set("asOf", JsonMapper.shared().valueToTree(asOf));
        return json;
    }
}
