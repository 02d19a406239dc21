package org.geotimeline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @Test
    void every_contest_becomes_a_row_of_the_one_array_on_standard_output_and_of_the_page(@TempDir Path folder)
            throws Exception {
        Path page = folder.resolve("benchmarks.md");

        assertThat(run("--json", "--page", page.toString()))
                .as(progress.toString(StandardCharsets.UTF_8))
                .isZero();

        JsonNode rows = JsonMapper.shared().readTree(out.toByteArray());
        assertThat(rows.values().stream().map(row -> row.path("name").stringValue()))
                .containsExactlyElementsOf(
                        Contests.ALL.stream().map(Contest::name).toList());
        for (JsonNode row : rows) {
            assertThat(row.propertyNames())
                    .containsExactly(
                            "name", "value", "unit", "reference", "against", "ratio", "spread", "target", "reached");
            assertThat(row.path("name").stringValue())
                    .endsWith(" / " + row.path("against").stringValue());
            assertThat(row.path("value").doubleValue()).as("%s", row).isPositive();
            assertThat(row.path("reference").doubleValue()).as("%s", row).isPositive();
            assertThat(row.path("spread").size()).isEqualTo(2);
            assertThat(row.path("reached").stringValue()).isIn("yes", "no", "-");
        }
        assertThat(Files.readAllLines(page))
                .contains("| name | value | unit | reference | ratio | spread | target | reached |")
                .anyMatch(line -> line.contains("PostgreSQL"));
    }

    @Test
    void an_argument_that_means_nothing_is_told_in_one_sentence() {
        assertThat(run("--quik")).isEqualTo(2);
        assertThat(run("--row", "nothing of the kind")).isEqualTo(2);
        assertThat(run("--page", "/no/such/folder/page.md")).isEqualTo(2);
        assertThat(run("--page")).isEqualTo(2);

        assertThat(progress.toString(StandardCharsets.UTF_8).lines())
                .hasSize(4)
                .allMatch(line -> line.startsWith("timeline bench: "));
        assertThat(out.size()).isZero();
    }

    private int run(String... arguments) {
        return Bench.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(progress, true, StandardCharsets.UTF_8),
                Size.TINY,
                arguments);
    }
}
