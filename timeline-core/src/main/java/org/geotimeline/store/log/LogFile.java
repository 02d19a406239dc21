package org.geotimeline.store.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.sql.DataSource;
import org.geotimeline.store.EventFilter;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.Head;
import org.geotimeline.store.Rows;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.store.erasure.Erasures;
import org.geotimeline.store.sql.Sql;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole ledger as a file of lines of JSON: a first line that says what it is, one line an event in the order of
 * positions, and a last line with a hash over all leaves. Loaded into an empty ledger it is the same ledger: positions,
 * recorded times, tags, salts and leaves.
 */
public final class LogFile {

    static final String FORMAT = "timeline-log";
    static final int VERSION = 1;

    private static final int PAGE = 500;
    private static final int BATCH = 1_000;
    private static final long BATCH_BYTES = 8 << 20;

    /** No event is longer: payloads have a much smaller limit. */
    private static final int MAX_LINE_BYTES = 64 << 20;

    private LogFile() {}

    // ------------------------------------------------------------------------------------------------------- writing

    /**
     * Writes the events up to and including a position.
     *
     * @param program the name of the writing program, for the first line
     * @param at the time of writing, for the first line
     */
    public static void write(EventLog log, long to, String program, Instant at, OutputStream out) throws IOException {
        ObjectNode first = LogLine.JSON.createObjectNode();
        first.put("format", FORMAT)
                .put("version", VERSION)
                .put("events", to)
                .put("program", program)
                .put("writtenAt", at.toString());
        out.write(LogLine.bytes(first));
        var chain = new LogChain();
        long written = 0;
        while (written < to) {
            List<StoredEvent> page = log.read(written, to, EventFilter.ALL, PAGE);
            for (StoredEvent event : page) {
                if (event.position() != written + 1) {
                    throw new IOException("no event stands at position %d".formatted(written + 1));
                }
                out.write(LogLine.bytes(LogLine.of(event)));
                chain.add(event.leaf());
                written = event.position();
            }
            if (page.isEmpty()) {
                throw new IOException("no event stands at position %d".formatted(written + 1));
            }
            out.flush();
        }
        ObjectNode last = LogLine.JSON.createObjectNode();
        last.putObject("end").put("events", to).put("chain", chain.hex());
        out.write(LogLine.bytes(last));
        out.flush();
    }

    // ------------------------------------------------------------------------------------------------------- reading

    /** Opens a file, packed with gzip or not. */
    public static InputStream open(Path file) throws IOException {
        var plain = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            plain.mark(2);
            boolean packed = plain.read() == 0x1f && plain.read() == 0x8b;
            plain.reset();
            return packed ? new BufferedInputStream(new GZIPInputStream(plain, 1 << 16), 1 << 16) : plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /**
     * Reads a file from its first line to its last and checks all of it: each leaf against what is written, positions without
     * a gap, times that grow, the hash over all.
     *
     * @return the number of its events
     * @throws LogRefused at the first fault
     */
    public static long check(InputStream in) throws IOException {
        return new Reading(in, events -> Optional.empty()).all();
    }

    /**
     * Loads a file into an empty ledger, whole or not at all.
     *
     * @param application connections of a role that may append
     * @return the number of its events
     * @throws LogRefused at the first fault of the file, or if the ledger is not empty
     */
    public static long load(InputStream in, DataSource application) throws IOException {
        try {
            return new Sql(application, LogFile::notTaken).inTransaction(connection -> {
                Head head = Head.lock(connection);
                if (head.position() > 0) {
                    throw new LogRefused(
                            "the ledger has %d events; a log is loaded into an empty one, and nothing of this one was"
                                    .formatted(head.position()));
                }
                return load(in, connection);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static LogRefused notTaken(SQLException e) {
        return new LogRefused("the database did not take the log, and has nothing of it: " + e.getMessage(), e);
    }

    private static long load(InputStream in, Connection connection) {
        try {
            return new Reading(in, batch -> insert(connection, batch)).all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String MOVE = """
            update timeline.head h set position = l.position, recorded_at = l.recorded
            from (select ?::int8 as position, ?::timestamptz as recorded) l
            returning pg_notify('timeline_event', l.position::text)""";

    /** The refusal of the database; empty if the events were inserted. */
    private static Optional<SQLException> insert(Connection connection, List<StoredEvent> events) {
        var rows = new BinaryRows("""
                timeline.event (position, event_id, type, version, recorded_at, said_at, tags, metadata, payload, salt, body_hash,
                    leaf)""");
        var tags = new BinaryRows("timeline.tag (tag, position, type)");
        for (StoredEvent event : events) {
            rows.row(12)
                    .number(event.position())
                    .id(event.id())
                    .text(event.type())
                    .text(event.version())
                    .moment(event.recordedAt())
                    .moment(event.saidAt())
                    .texts(event.tags())
                    .bytes(Rows.metadata(event.metadata()))
                    .bytes(event.payload())
                    .bytes(event.salt())
                    .bytes(LogLine.bodyHash(event))
                    .bytes(event.leaf());
            event.tags()
                    .forEach(tag ->
                            tags.row(3).text(tag).number(event.position()).text(event.type()));
        }
        StoredEvent last = events.getLast();
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            rows.send(connection);
            tags.send(connection);
            Rows.bind(move, last.position(), last.recordedAt().toString());
            move.execute();
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    /** One pass over a file. */
    private static final class Reading {
        private final InputStream in;
        private final Function<List<StoredEvent>, Optional<SQLException>> take;
        private final LogChain chain = new LogChain();
        private final List<StoredEvent> batch = new ArrayList<>();
        private final Map<String, Long> erased = new HashMap<>();
        private final Set<String> named = new HashSet<>();
        private long batchBytes;
        private long line;
        private long read;
        private Instant before = Instant.MIN;

        Reading(InputStream in, Function<List<StoredEvent>, Optional<SQLException>> take) {
            this.in = in;
            this.take = take;
        }

        long all() throws IOException {
            JsonNode first = next();
            if (first == null || !first.path("format").asString("").equals(FORMAT)) {
                throw LogRefused.at(1, "it is not the first line of a log, {\"format\": \"%s\", …}".formatted(FORMAT));
            }
            if (first.path("version").asInt(0) != VERSION) {
                throw LogRefused.at(
                        1,
                        "its format has the version %s, and this program reads %d"
                                .formatted(first.path("version"), VERSION));
            }
            JsonNode end = null;
            while (end == null) {
                JsonNode next = next();
                if (next == null) {
                    throw LogRefused.at(
                            line,
                            "the file ends after position %d without its last line; it was cut off".formatted(read));
                }
                if (next.has("end")) {
                    end = next.path("end");
                } else {
                    add(event(next));
                }
            }
            hand();
            finish(first, end);
            return read;
        }

        private void finish(JsonNode first, JsonNode end) throws IOException {
            if (end.path("events").asLong(-1) != read || first.path("events").asLong(-1) != read) {
                throw LogRefused.at(
                        line,
                        "%d events were read, the first line speaks of %s and the last one of %s"
                                .formatted(read, first.path("events"), end.path("events")));
            }
            if (!end.path("chain").asString("").equals(chain.hex())) {
                throw LogRefused.at(
                        line,
                        "the hash over all leaves is %s, not %s: events were changed"
                                .formatted(chain.hex(), end.path("chain")));
            }
            erased.keySet().removeAll(named);
            if (!erased.isEmpty()) {
                throw LogRefused.at(
                        line,
                        "the event at position %d is marked as erased, and no event of the file says so; if it was erased while the file was written, write it again"
                                .formatted(Collections.min(erased.values())));
            }
            if (next() != null) {
                throw LogRefused.at(line, "something follows the last line");
            }
        }

        private StoredEvent event(JsonNode node) {
            StoredEvent event;
            try {
                event = LogLine.read(node);
            } catch (LogLine.Faulty e) {
                throw LogRefused.at(line, String.valueOf(e.getMessage()));
            }
            if (event.position() != read + 1) {
                throw LogRefused.at(
                        line, "position %d follows %d; expected %d".formatted(event.position(), read, read + 1));
            }
            if (!event.recordedAt().isAfter(before)) {
                throw LogRefused.at(
                        line,
                        "position %d was recorded at %s, not after the one before it, %s"
                                .formatted(event.position(), event.recordedAt(), before));
            }
            return event;
        }

        private void add(StoredEvent event) {
            read = event.position();
            before = event.recordedAt();
            chain.add(event.leaf());
            if (event.isErased()) {
                erased.put(event.id().toString(), event.position());
            } else if (event.isErasure()) {
                Erasures.named(event).forEach(named::add);
            }
            batch.add(event);
            batchBytes += event.payload().length;
            if (batch.size() >= BATCH || batchBytes >= BATCH_BYTES) {
                hand();
            }
        }

        private void hand() {
            if (!batch.isEmpty()) {
                take.apply(List.copyOf(batch)).ifPresent(refusal -> {
                    throw new LogRefused(
                            "the database did not take the events up to position %d, and has nothing of the log: %s"
                                    .formatted(read, refusal.getMessage()),
                            refusal);
                });
                batch.clear();
                batchBytes = 0;
            }
        }

        private @Nullable JsonNode next() throws IOException {
            byte[] bytes;
            try {
                bytes = line();
            } catch (EOFException | ZipException e) {
                throw LogRefused.at(
                        line + 1, "the packed file is cut off or broken here (%s)".formatted(e.getMessage()));
            }
            if (bytes == null) {
                return null;
            }
            line++;
            try {
                return LogLine.JSON.readTree(bytes);
            } catch (JacksonException e) {
                throw LogRefused.at(line, "it is not JSON: " + e.getOriginalMessage());
            }
        }

        /** The next line without its end; null at the end of the file. */
        private byte @Nullable [] line() throws IOException {
            var bytes = new ByteArrayOutputStream(1_024);
            int next = in.read();
            if (next < 0) {
                return null;
            }
            while (next >= 0 && next != '\n') {
                if (bytes.size() >= MAX_LINE_BYTES) {
                    throw LogRefused.at(line + 1, "it is longer than %d bytes".formatted(MAX_LINE_BYTES));
                }
                bytes.write(next);
                next = in.read();
            }
            return bytes.toByteArray();
        }
    }
}
