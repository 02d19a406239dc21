package org.geotimeline.api.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tools of others find in the OpenAPI document. They come from npm; without npm these tests are skipped. */
class OpenApiToolsTest {

    private static final Path DOCUMENT =
            Path.of("../../docs/openapi.json").toAbsolutePath().normalize();
    private static final Path FOLDER = Path.of("target/openapi-tools").toAbsolutePath();
    private static final List<String> PACKAGES =
            List.of("@redocly/cli@2.77.0", "openapi-typescript@7.13.0", "typescript@5.9.3");
    private static final int MAX_INSTALL_SECONDS = 180;
    private static final int MAX_RUN_SECONDS = 180;

    /** The warnings that stay, and why. */
    private static final Map<String, String> REASONS = Map.of(
            "no-ambiguous-paths",
            "A fixed word stands beside a name, as in /schemas/rulebook/1; the server prefers the fixed word.",
            "no-required-schema-properties-undefined",
            "The schemas of acts and rulebooks are published as they are; some require in a branch what the trunk defines.");

    /** A program that uses the types: it does not compile if the rows of a question have none. */
    private static final String PROGRAM = """
            import type { components, operations } from "./timeline";

            type Answer = operations["listStances"]["responses"]["200"]["content"]["application/json"];

            export function actors(answer: Answer): string[] {
              return answer.rows.map((row) => row.actor);
            }

            export const lifted: components["schemas"]["ListingLifted"]["type"] = "ListingLifted";
            """;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("package.json"), "{\"name\": \"openapi-tools\", \"private\": true}\n");
        var command = new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"));
        command.addAll(PACKAGES);
        assumeTrue(
                run(MAX_INSTALL_SECONDS, command) == 0,
                "npm does not answer within %d s: the document is not linted here".formatted(MAX_INSTALL_SECONDS));
    }

    @Test
    void redocly_finds_no_error_and_no_warning_without_a_reason() throws IOException, InterruptedException {
        run(
                MAX_RUN_SECONDS,
                List.of(
                        "node_modules/.bin/redocly",
                        "lint",
                        "--extends=recommended",
                        "--format=json",
                        "--max-problems=1000",
                        DOCUMENT.toString()));
        JsonNode found = JsonMapper.shared().readTree(Files.readString(FOLDER.resolve("out")));
        assertThat(found.path("problems")
                        .valueStream()
                        .filter(problem ->
                                !REASONS.containsKey(problem.path("ruleId").asString()))
                        .map(problem -> "%s: %s %s"
                                .formatted(
                                        problem.path("ruleId").asString(),
                                        problem.path("message").asString(),
                                        problem.path("location").path(0).path("pointer"))))
                .isEmpty();
        assertThat(found.path("totals").path("errors").asInt(-1)).isZero();
    }

    @Test
    void typescript_compiles_the_types_that_are_made_of_it() throws IOException, InterruptedException {
        assertThat(run(
                        MAX_RUN_SECONDS,
                        List.of("node_modules/.bin/openapi-typescript", DOCUMENT.toString(), "-o", "timeline.ts")))
                .as(Files.readString(FOLDER.resolve("out")))
                .isZero();
        Files.writeString(FOLDER.resolve("program.ts"), PROGRAM);
        assertThat(run(MAX_RUN_SECONDS, List.of("node_modules/.bin/tsc", "--noEmit", "--strict", "program.ts")))
                .as(Files.readString(FOLDER.resolve("out")))
                .isZero();
    }

    /** The exit code; −1 if the program is not there or does not end in time. Its output is in the file {@code out}. */
    private static int run(int seconds, List<String> command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectOutput(FOLDER.resolve("out").toFile())
                    .redirectError(FOLDER.resolve("err").toFile())
                    .start();
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly().waitFor();
            return -1;
        } catch (IOException absent) {
            return -1;
        }
    }
}
