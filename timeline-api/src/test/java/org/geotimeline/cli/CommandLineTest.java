package org.geotimeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** The command line itself, and the way to its server. */
class CommandLineTest extends AgainstCannedServer {

    @Nested
    class TheServer {

        @Test
        void that_does_not_run_is_reported_with_how_to_start_one() throws IOException {
            int port;
            try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }

            assertThat(Ran.timeline("stance", "--subject", "TAL", "--server", "http://127.0.0.1:" + port))
                    .isEqualTo(new Ran(
                            1,
                            "",
                            ("timeline: no server answers at http://127.0.0.1:%d (--server); 'timeline up' starts one,"
                                            + " --server URL names another\n")
                                    .formatted(port)));
        }

        @Test
        void is_the_one_of_the_data_folder() throws IOException {
            server.on("/stances", 200, answer("One.", RUSSIA));
            Path usual = Files.createDirectories(folder.resolve(".timeline"));
            Files.writeString(usual.resolve("server.json"), "{\"url\":\"%s/\",\"pid\":1}".formatted(server.url()));

            String[] question = {"stance", "--subject", "TAL"};
            String[] withFolder = {"stance", "--subject", "TAL", "--data", usual.toString()};

            assertThat(Ran.timeline(Map.of(), folder, Ansi.OFF, question).exitCode())
                    .isZero();
            assertThat(Ran.timeline(Map.of("TIMELINE_DATA", usual.toString()), Path.of("/"), Ansi.OFF, question)
                            .exitCode())
                    .isZero();
            assertThat(Ran.timeline(withFolder).exitCode()).isZero();
            assertThat(server.asked()).hasSize(3);
        }

        @Test
        void of_a_data_folder_without_one_is_not_guessed() {
            Ran ran = Ran.timeline("stance", "--subject", "TAL", "--data", folder.toString());

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("no server runs on the data folder " + folder);
        }

        @Test
        void may_be_named_by_the_address_of_its_interface() {
            server.on("/stances", 200, answer("One.", RUSSIA));

            assertThat(Ran.timeline("stance", "--subject=TAL", "--server", server.url() + "/api/v1/")
                            .exitCode())
                    .isZero();
        }

        @Test
        void with_a_wrong_address_is_wrong_usage() {
            for (String wrong : new String[] {"127.0.0.1:8080", "ftp://x", "http://", "http://a b"}) {
                Ran ran = Ran.timeline("stance", "--subject", "TAL", "--server", wrong);
                assertThat(ran.exitCode()).as(wrong).isEqualTo(2);
                assertThat(ran.err()).contains("is not the address of a server");
            }
        }

        @Test
        void that_does_not_answer_in_time_is_given_up() {
            server.on("/stances", exchange -> {});

            Ran ran = ask("stance", "--subject", "TAL", "--timeout", "1");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("did not answer within 1 s; --timeout allows more");
        }

        @Test
        void that_stalls_in_the_middle_of_an_answer_is_given_up() {
            server.on("/stances", exchange -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
            });

            Ran ran = ask("stance", "--subject", "TAL", "--timeout", "1");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("did not answer within 1 s");
        }

        @Test
        void that_is_another_program_is_recognised() {
            server.on("/stances", 200, "<html>hello</html>");

            Ran ran = ask("stance", "--subject", "TAL");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("the address is not that of a timeline server");
        }

        @Test
        void that_is_not_that_far_says_when_to_ask_again() {
            server.on("/stances", exchange -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                CannedServer.json(503, "{\"detail\":\"position 9 is not applied yet\"}")
                        .answer(exchange);
            });

            assertThat(ask("stance", "--subject", "TAL", "--position", "9"))
                    .isEqualTo(new Ran(1, "", "timeline: position 9 is not applied yet\n  try again in 1 seconds\n"));
        }
    }

    @Nested
    class TheCommandLine {

        @Test
        void without_a_command_lists_the_commands() {
            Ran ran = Ran.timeline();

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("stance", "explain", "participation", "acts", "actors", "record", "replay");
        }

        @Test
        void helps_with_a_misspelt_command() {
            Ran ran = Ran.timeline("stanse");

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("Did you mean").contains("stance");
        }

        @Test
        void explains_every_command() {
            for (String command :
                    new String[] {"stance", "explain", "participation", "acts", "actors", "record", "replay", "ops"}) {
                Ran ran = Ran.timeline(command, "--help");
                assertThat(ran.exitCode()).as(command).isZero();
                assertThat(ran.out()).contains("Usage: timeline " + command).contains("--server");
            }
            assertThat(Ran.timeline("--version").out()).startsWith("timeline ");
        }

        @Test
        void completes_words_in_a_shell() {
            Ran ran = Ran.timeline("generate-completion");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out()).contains("participation").contains("--known-at");
        }

        @Test
        void is_coloured_for_a_terminal_only() {
            server.on("/stances", 200, answer("Two.", RUSSIA, KAZAKHSTAN));
            String[] question = {"stance", "--subject", "TAL", "--server", server.url()};

            assertThat(Ran.timeline(Map.of(), folder, Ansi.ON, question).out()).contains("\u001b[1mTwo.\u001b[0m");
            assertThat(Ran.timeline(Map.of(), folder, Ansi.OFF, question).out()).doesNotContain("\u001b");
        }
    }
}
