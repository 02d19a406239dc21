package org.geotimeline.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The events of some appends that the ledger holds. */
record EventsOnFile(Map<UUID, StoredEvent> byId) {

    private static final String BY_ID = "select " + Rows.COLUMNS + " from timeline.event e where e.event_id = any (?)";

    static EventsOnFile of(Connection connection, List<Append> appends) throws SQLException {
        UUID[] ids = appends.stream()
                .flatMap(append -> append.rows().stream())
                .map(Append.Row::id)
                .toArray(UUID[]::new);
        var byId = new HashMap<UUID, StoredEvent>();
        for (StoredEvent stored : Rows.select(connection, BY_ID, (Object) ids)) {
            byId.put(stored.id(), stored);
        }
        return new EventsOnFile(byId);
    }

    /** Whether all events of the append are on file, with the same content. */
    boolean holds(Append append) {
        return append.rows().stream().allMatch(row -> {
            StoredEvent stored = byId.get(row.id());
            return stored != null && row.isOnFileAs(stored);
        });
    }

    boolean holdsAnIdOf(Append append) {
        return append.rows().stream().anyMatch(row -> byId.containsKey(row.id()));
    }

    /** In the order of the append, which must be held. */
    List<StoredEvent> events(Append append) {
        return append.rows().stream()
                .map(row -> Objects.requireNonNull(byId.get(row.id())))
                .toList();
    }
}
