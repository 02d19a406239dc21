package org.geotimeline.projection.runtime.steps;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.geotimeline.ledger.Hashes;
import org.geotimeline.projection.query.NotApplied;
import org.geotimeline.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprint of a projection: SHA-256 over its links and its rows in order of their columns, each column as its
 * length in four bytes and its text in UTF-8, absence as length −1.
 */
public final class Digest {

    private final Tables tables;

    public Digest(Tables tables) {
        this.tables = tables;
    }

    public String at(DataSource source, long position) {
        return new Sql(source, "cannot take the digest of " + tables.name())
                .withCursor(connection -> at(connection, position));
    }

    private String at(Connection connection, long position) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        requireApplied(connection, position);
        MessageDigest digest = Hashes.sha256Digest();
        String keys = tables.columns("");
        add(connection, digest, position, """
            select %1$s, act_id, position::text from %2$s where position <= ? order by %1$s, act_id
            """.formatted(keys, tables.link()));
        add(connection, digest, position, """
            select %1$s, cell, valid_from::text, (extract(epoch from known_at) * 1000000)::bigint::text,
                position::text, since::text, answer::text
            from %2$s where position <= ? order by %1$s, cell, valid_from, known_at, position
            """.formatted(keys, tables.step()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private void requireApplied(Connection connection, long position) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select position from projection.token where name = ?")) {
            select.setString(1, tables.name());
            try (ResultSet row = select.executeQuery()) {
                long applied = row.next() ? row.getLong(1) : 0;
                if (applied < position) {
                    throw new NotApplied(tables.name(), position, applied);
                }
            }
        }
    }

    private static void add(Connection connection, MessageDigest digest, long position, String sql)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(1_000);
            select.setLong(1, position);
            try (ResultSet rows = select.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int i = 1; i <= columns; i++) {
                        add(digest, rows.getString(i));
                    }
                }
            }
        }
    }

    private static void add(MessageDigest digest, @Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        digest.update(
                ByteBuffer.allocate(4).putInt(text == null ? -1 : bytes.length).array());
        digest.update(bytes);
    }
}
