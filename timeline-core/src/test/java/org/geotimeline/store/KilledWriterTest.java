package org.geotimeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geotimeline.store.Appending.append;
import static org.geotimeline.store.Appending.event;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A writer that is killed in the middle: what it was told is on file is on file, and others go on. */
class KilledWriterTest {

    private static final int SAID = 400;

    @Test
    void every_event_that_a_killed_writer_got_an_answer_for_is_on_file_and_there_is_no_gap() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                HikariDataSource connections = database.application();
                PostgresEventStore store = PostgresEventStore.open(connections, Appending.BYTES)) {
            Process writer = start(database.url());
            Map<Long, UUID> told = new HashMap<>();
            try (BufferedReader said = writer.inputReader()) {
                while (told.size() < SAID) {
                    String line = said.readLine();
                    assertThat(line).as("the writer speaks until it is killed").isNotNull();
                    take(line, told);
                }
                writer.toHandle().destroyForcibly(); // and not the process, which would close what it said
                said.lines().forEach(line -> take(line, told));
            } finally {
                writer.destroyForcibly().waitFor();
            }

            long last = append(store, event("t.After", "{}"));
            List<StoredEvent> events = store.log().read(0, Integer.MAX_VALUE);
            assertThat(events.stream().map(StoredEvent::position))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, last).boxed().toList());
            told.forEach((position, id) ->
                    assertThat(events.get((int) (position - 1)).id()).isEqualTo(id));
        }
    }

    private static void take(String line, Map<Long, UUID> told) {
        String[] words = line.split(" ");
        if (words.length == 3) { // the last line may be cut
            told.put(Long.parseLong(words[0]), UUID.fromString(words[1]));
        }
    }

    private static Process start(String url) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
