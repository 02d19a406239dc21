package org.geotimeline.act.knowledge;

import java.util.Map;
import java.util.Optional;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.json.FaultyBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the changes of a correction become part of the body of an act. */
public final class Corrections {

    private Corrections() {}

    /** A copy of the body with these top-level fields instead of its own; a change that is null removes its field. */
    public static ObjectNode apply(ObjectNode body, ObjectNode changes) {
        ObjectNode corrected = body.deepCopy();
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            if (change.getValue().isNull()) {
                corrected.remove(change.getKey());
            } else {
                corrected.set(change.getKey(), change.getValue());
            }
        }
        return corrected;
    }

    /** The act that a corrected body still is; empty if the corrections left no act. */
    public static Optional<Act> fit(ObjectNode corrected) {
        try {
            return Optional.of(ActJson.read(corrected));
        } catch (FaultyBody faulty) {
            return Optional.empty();
        }
    }
}
