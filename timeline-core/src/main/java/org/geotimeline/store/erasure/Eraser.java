package org.geotimeline.store.erasure;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.geotimeline.store.sql.Sql;

/**
 * Erases payload and salt of an event for legal reasons. Its connections have the role {@code timeline_eraser}. That role can
 * do nothing else, and only if an event of the ledger reports the erasure.
 */
public final class Eraser {

    private final DataSource source;

    public Eraser(DataSource source) {
        this.source = source;
    }

    /**
     * Erases an event; a second erasure changes nothing.
     *
     * @return whether there was anything left to erase
     * @throws IllegalStateException if the database refuses the erasure, or does not answer
     */
    public boolean erase(UUID event) {
        var sql = new Sql(
                source,
                e -> new IllegalStateException("event %s was not erased: %s".formatted(event, e.getMessage()), e));
        return sql.with(connection -> {
            try (PreparedStatement erase = connection.prepareStatement("select timeline.erase(?)")) {
                erase.setObject(1, event);
                try (ResultSet row = erase.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        });
    }
}
