package org.geotimeline.recording;

import org.geotimeline.act.ActJson;
import org.geotimeline.act.ActType;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Recorded;
import org.geotimeline.store.StoredEvent;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Stored events as acts: the one place where bytes become acts again, on every path that reads. */
public final class Decoded {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Decoded() {}

    /** @throws IllegalStateException where the ledger holds a type that this version does not know */
    public static Recorded of(StoredEvent stored) {
        ActType type = ActTypes.all()
                .named(stored.type())
                .orElseThrow(() -> new IllegalStateException("position %d holds %s, which this version does not know"
                        .formatted(stored.position(), stored.type())));
        ObjectNode body = (ObjectNode) JSON.readTree(stored.payload());
        ObjectNode today = ActJson.lifted(type, stored.version(), body);
        return new Recorded(stored.position(), stored.recordedAt(), type, ActJson.read(today), today);
    }
}
