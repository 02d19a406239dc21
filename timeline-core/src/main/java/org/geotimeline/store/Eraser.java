package org.geotimeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Takes payload and salt of an event away for legal reasons. Its connections have the role {@code timeline_eraser}, which can
 * do this and nothing else, and this only to an event that an event of the ledger says is erased.
 */
public final class Eraser {

    private final DataSource source;

    public Eraser(DataSource source) {
        this.source = source;
    }

    /**
     * Done twice it changes nothing.
     *
     * @return whether there was anything left to erase
     * @throws IllegalStateException where the database refuses it, or does not answer
     */
    public boolean erase(UUID event) {
        try (Connection connection = source.getConnection();
                PreparedStatement erase = connection.prepareStatement("select timeline.erase(?)")) {
            erase.setObject(1, event);
            try (ResultSet row = erase.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("event %s was not erased: %s".formatted(event, e.getMessage()), e);
        }
    }
}
