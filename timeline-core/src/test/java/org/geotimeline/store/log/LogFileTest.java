package org.geotimeline.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.geotimeline.store.Appending.append;
import static org.geotimeline.store.Appending.event;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.axonframework.messaging.eventstreaming.Tag;
import org.geotimeline.store.Appending;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.PostgresEventStore;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger as a file: written, loaded elsewhere, and refused where it is not what was written. */
class LogFileTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private final TestDatabase database = TestDatabase.fresh();
    private final HikariDataSource connections = database.application();
    private final PostgresEventStore store = PostgresEventStore.open(connections, Appending.BYTES);
    private final TestDatabase elsewhere = TestDatabase.fresh();
    private final HikariDataSource otherConnections = elsewhere.application();
    private final PostgresEventStore copy = PostgresEventStore.open(otherConnections, Appending.BYTES);

    @AfterEach
    void close() {
        store.close();
        copy.close();
        connections.close();
        otherConnections.close();
        database.close();
        elsewhere.close();
    }

    private void fill(int events) {
        var random = new Random(Long.getLong("seed", System.nanoTime()));
        for (int i = 0; i < events; i++) {
            append(
                    store,
                    event(
                            "t.T" + random.nextInt(3),
                            switch (random.nextInt(4)) {
                                case 0 -> "{ \"not\": \"canonical\" }";
                                case 1 -> "no JSON: \u0001\u00e9";
                                default -> "{\"n\":%d,\"said\":\"мир\"}".formatted(i);
                            },
                            Tag.of("k", "v" + random.nextInt(5)),
                            Tag.of("quote", "a\"b\\c,d{}")));
        }
    }

    private byte[] written(EventLog log) throws IOException {
        var out = new ByteArrayOutputStream();
        LogFile.write(log, log.head(), "test", AT, out);
        return out.toByteArray();
    }

    private long load(byte[] file) throws IOException {
        return LogFile.load(new ByteArrayInputStream(file), otherConnections);
    }

    @Test
    void what_was_loaded_is_the_same_ledger_and_goes_on() throws Exception {
        fill(60);
        byte[] file = written(store.log());
        assertThat(LogFile.check(new ByteArrayInputStream(file))).isEqualTo(60);
        append(copy, event("t.Refused", "{}")); // it has read the head, and has something in memory
        try (TestDatabase third = TestDatabase.fresh();
                HikariDataSource thirdConnections = third.application();
                PostgresEventStore loaded = PostgresEventStore.open(thirdConnections, Appending.BYTES)) {
            assertThat(LogFile.load(new ByteArrayInputStream(file), thirdConnections))
                    .isEqualTo(60);
            assertThat(loaded.log().read(0, 100))
                    .usingRecursiveComparison()
                    .isEqualTo(store.log().read(0, 100));
            assertThat(written(loaded.log())).isEqualTo(file);
            assertThat(new SelfCheck(loaded.log(), thirdConnections).run(1, 100).findings())
                    .isEmpty();
            assertThat(append(loaded, event("t.Next", "{}"))).isEqualTo(61);
            List<StoredEvent> last = loaded.log().read(59, 2);
            assertThat(last.get(1).recordedAt()).isAfter(last.get(0).recordedAt());
        }
    }

    @Test
    void an_empty_ledger_can_be_written_and_loaded() throws Exception {
        assertThat(load(written(store.log()))).isZero();
        assertThat(append(copy, event("t.First", "{}"))).isEqualTo(1);
    }

    @Test
    void a_ledger_that_has_events_takes_no_log() throws Exception {
        fill(3);
        append(copy, event("t.Own", "{}"));
        byte[] file = written(store.log());
        assertThatThrownBy(() -> load(file))
                .isInstanceOf(LogRefused.class)
                .hasMessage("the ledger has 1 events; a log is loaded into an empty one, and nothing of this one was");
        assertThat(copy.log().head()).isEqualTo(1);
    }

    @Test
    void a_packed_file_is_read_and_one_that_was_cut_off_is_refused(@TempDir Path folder) throws Exception {
        fill(20);
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(written(store.log()));
        }
        Path whole = Files.write(folder.resolve("log.gz"), packed.toByteArray());
        try (var in = LogFile.open(whole)) {
            assertThat(LogFile.check(in)).isEqualTo(20);
        }
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        try (var in = LogFile.open(cut)) {
            assertThatThrownBy(() -> LogFile.load(in, otherConnections))
                    .isInstanceOf(LogRefused.class)
                    .hasMessageContaining("cut off or broken here");
        }
        assertThat(copy.log().head()).isZero();
    }

    @Test
    void what_was_damaged_is_refused_at_its_line_and_nothing_is_loaded() throws Exception {
        fill(5);
        append(store, event("t.Said", "{\"said\":\"peace\"}", Tag.of("k", "v")));
        fill(2);
        List<String> lines =
                new String(written(store.log()), StandardCharsets.UTF_8).lines().toList();
        String recordedAt = store.log().read(5, 1).getFirst().recordedAt().toString();
        refused(lines, l -> l.replace(6, "peace", "war"), "line 7: event", "is not what was recorded");
        refused(lines, l -> l.replace(6, recordedAt, AT.toString()), "line 7: event", "is not what was recorded");
        refused(lines, l -> l.replace(6, "\"k:v\"", "\"k:w\""), "line 7: event", "is not what was recorded");
        refused(lines, l -> l.without(6), "line 7: position 7 follows 5; expected 6");
        refused(lines, l -> l.swapped(3, 4), "line 4: position 4 follows 2; expected 3");
        refused(lines, l -> l.without(9), "line 9: the file ends after position 8", "it was cut off");
        refused(lines, l -> l.upTo(4), "line 4: the file ends after position 3");
        refused(lines, l -> l.with(10, "{}"), "line 11: something follows the last line");
        refused(lines, l -> l.replace(9, "\"chain\":\"", "\"chain\":\"0"), "line 10: the hash over all leaves is");
        refused(lines, l -> l.replace(0, "\"events\":8", "\"events\":9"), "line 10: 8 events were read");
        refused(lines, l -> l.replace(0, "timeline-log", "other"), "line 1: it is not the first line of a log");
        refused(lines, l -> l.replace(0, "\"version\":1", "\"version\":2"), "line 1: its format has the version 2");
        refused(lines, l -> l.replace(2, "\"id\"", "\"di\""), "line 3: it is no event of a log");
        refused(lines, l -> l.replace(2, "}", ""), "line 3: it is not JSON");
        refused(lines, l -> l.replace(2, "\"tags\":[", "\"tags\":[7,"), "line 3: it is no event of a log");
        refused(lines, l -> l.upTo(0), "line 1: it is not the first line of a log");
    }

    private void refused(List<String> lines, UnaryOperator<Damage> damage, String... sentence) {
        String file = String.join("\n", damage.apply(new Damage(lines)).lines());
        assertThatThrownBy(() -> load(file.isEmpty() ? new byte[0] : (file + "\n").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(LogRefused.class)
                .hasMessageContainingAll(sentence)
                .hasMessageEndingWith("nothing was loaded");
        assertThat(copy.log().head()).isZero();
        assertThat(copy.log().read(0, 1)).isEmpty();
    }

    /** Lines counted from 0. */
    private record Damage(List<String> lines) {

        Damage replace(int line, String what, String by) {
            assertThat(lines.get(line)).contains(what);
            var changed = new ArrayList<>(lines);
            changed.set(line, lines.get(line).replace(what, by));
            return new Damage(changed);
        }

        Damage without(int line) {
            var fewer = new ArrayList<>(lines);
            fewer.remove(line);
            return new Damage(fewer);
        }

        Damage swapped(int line, int other) {
            var swapped = new ArrayList<>(lines);
            swapped.set(line, lines.get(other));
            swapped.set(other, lines.get(line));
            return new Damage(swapped);
        }

        Damage upTo(int many) {
            return new Damage(lines.subList(0, many));
        }

        Damage with(int line, String more) {
            var longer = new ArrayList<>(lines);
            longer.add(line, more);
            return new Damage(longer);
        }
    }
}
