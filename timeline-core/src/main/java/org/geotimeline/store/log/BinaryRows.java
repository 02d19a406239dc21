package org.geotimeline.store.log;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;

/** Rows for a COPY in PostgreSQL's binary form, gathered in memory. */
final class BinaryRows {

    private static final byte[] BEGINNING =
            "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int END = -1;

    /** From when PostgreSQL counts the microseconds of a time. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private static final int OID_TEXT = 25;

    private final String into;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);

    /** @param into table and columns, {@code timeline.tag (tag, position, type)} */
    BinaryRows(String into) {
        this.into = into;
        bytes.writeBytes(BEGINNING);
    }

    /** Begins a row of this number of values. */
    BinaryRows row(int values) {
        integer(values, Short.BYTES);
        return this;
    }

    BinaryRows number(long value) {
        integer(Long.BYTES, Integer.BYTES);
        integer(value, Long.BYTES);
        return this;
    }

    BinaryRows text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    BinaryRows bytes(byte[] value) {
        integer(value.length, Integer.BYTES);
        bytes.writeBytes(value);
        return this;
    }

    BinaryRows id(UUID value) {
        integer(2 * Long.BYTES, Integer.BYTES);
        integer(value.getMostSignificantBits(), Long.BYTES);
        integer(value.getLeastSignificantBits(), Long.BYTES);
        return this;
    }

    BinaryRows moment(Instant value) {
        return number(ChronoUnit.MICROS.between(EPOCH, value));
    }

    /** An array of one dimension, whose first index is 1; one without elements has no dimension. */
    BinaryRows texts(List<String> values) {
        List<byte[]> elements = values.stream()
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .toList();
        int dimensions = elements.isEmpty() ? 0 : 1;
        int length = (3 + 2 * dimensions + elements.size()) * Integer.BYTES
                + elements.stream().mapToInt(element -> element.length).sum();
        integer(length, Integer.BYTES);
        integer(dimensions, Integer.BYTES);
        integer(0, Integer.BYTES); // no nulls
        integer(OID_TEXT, Integer.BYTES);
        if (dimensions > 0) {
            integer(elements.size(), Integer.BYTES);
            integer(1, Integer.BYTES);
        }
        elements.forEach(this::bytes);
        return this;
    }

    private void integer(long value, int size) {
        for (int shift = (size - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes.write((int) (value >> shift));
        }
    }

    /** Sends them. */
    void send(Connection connection) throws SQLException {
        integer(END, Short.BYTES);
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy " + into + " from stdin (format binary)",
                            new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new SQLException("a copy was cut off", "08006", e);
        }
    }
}
