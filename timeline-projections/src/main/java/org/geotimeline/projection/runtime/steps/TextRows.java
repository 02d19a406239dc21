package org.geotimeline.projection.runtime.steps;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Rows of one table that are to be sent, in the text format of {@code COPY}. */
final class TextRows {

    private final String sql;
    private final StringBuilder rows = new StringBuilder();

    /** @param columns the names of the columns, in the order of the values */
    TextRows(String table, String columns) {
        this.sql = "copy %s (%s) from stdin".formatted(table, columns);
    }

    void add(List<String> first, @Nullable String... more) {
        first.forEach(this::add);
        for (String value : more) {
            add(value);
        }
        rows.setCharAt(rows.length() - 1, '\n');
    }

    private void add(@Nullable String value) {
        if (value == null) {
            rows.append("\\N");
        } else {
            escaped(value);
        }
        rows.append('\t');
    }

    private void escaped(String value) {
        int done = 0;
        for (int i = 0; i < value.length(); i++) {
            char escaped = escape(value.charAt(i));
            if (escaped != 0) {
                rows.append(value, done, i).append('\\').append(escaped);
                done = i + 1;
            }
        }
        rows.append(value, done, value.length());
    }

    /** The character that stands for this one behind a backslash; 0 if it needs no escape. */
    private static char escape(char c) {
        return switch (c) {
            case '\\' -> '\\';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
    }

    int length() {
        return rows.length();
    }

    /** Takes all rows out. */
    Sent take() {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        rows.setLength(0);
        return new Sent(sql, bytes);
    }

    /** Rows to be sent. */
    @SuppressWarnings("ArrayRecordComponent") // no code changes the bytes
    record Sent(String sql, byte[] bytes) {

        void copy(Connection connection) throws SQLException {
            if (bytes.length == 0) {
                return;
            }
            try {
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new ByteArrayInputStream(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e); // bytes in memory are always read
            }
        }
    }
}
