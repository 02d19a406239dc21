package org.geotimeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Questions about stances, forums, acts, actors and rulebooks. */
class AskCommandsTest extends AgainstCannedServer {

    @Nested
    class Stance {

        @Test
        void is_shown_as_a_sentence_its_clocks_and_an_aligned_table() {
            server.on("/stances", 200, answer("Russia bans the Taliban.", RUSSIA));

            Ran ran = ask("stance", "RUS", "--subject", "TAL", "--valid-at", "2024-10-20", "--known-at", "2024-12-01");

            assertThat(ran).isEqualTo(new Ran(0, """
                Russia bans the Taliban.
                valid at 2024-10-20 · known at 2024-12-01T23:59:59.999999Z · position 612 · rulebook 1.0.0

                actor  subject  dimension    value   process    since       acts
                RUS    TAL      designation  BANNED  ANNOUNCED  2003-03-04  ACT-0047, ACT-0179
                """, ""));
            assertThat(server.question(0))
                    .isEqualTo("/stances?subject=TAL&actor=RUS&validAt=2024-10-20&knownAt=2024-12-01");
        }

        @Test
        void says_possibly_and_no_data_and_never_an_empty_value() {
            server.on("/stances", 200, answer("Three.", RUSSIA, KAZAKHSTAN, FIJI));

            Ran ran = ask("stance", "--subject", "TAL", "--dimension", "designation", "--all");

            assertThat(ran.out())
                    .contains("KAZ    TAL      designation  possibly DELISTED or BANNED or no data  NONE")
                    .contains("FJI    TAL      designation  no data\n");
            assertThat(server.question(0)).isEqualTo("/stances?subject=TAL&dimension=designation&all=true");
        }

        @Test
        void sends_every_clock_and_encodes_what_a_url_cannot_carry() {
            server.on("/stances", 200, answer("One.", RUSSIA));

            Ran ran = ask(
                    "stance",
                    "Å & B",
                    "--subject=TAL",
                    "--valid-at=2024-10-20T10:00+05:00",
                    "--position=500",
                    "--rulebook=1.0.0",
                    "--after=ACT-1");

            assertThat(ran.exitCode()).isZero();
            assertThat(server.question(0))
                    .isEqualTo("/stances?subject=TAL&actor=Å & B&validAt=2024-10-20T10:00+05:00&position=500"
                            + "&rulebook=1.0.0&after=ACT-1");
        }

        @Test
        void over_time_has_one_row_an_interval() {
            server.on(
                    "/stances/RUS/TAL",
                    200,
                    answer(
                            "Two intervals.",
                            RUSSIA.replaceFirst("\\{", "{\"from\":\"2003-03-04\",\"to\":\"2025-04-16\","),
                            RUSSIA.replaceFirst("\\{", "{\"from\":\"2025-04-17\",\"to\":null,")
                                    .replace("BANNED", "SUSPENDED")));

            Ran ran = ask("stance", "RUS", "--subject", "TAL", "--history", "intervals", "--dimension", "designation");

            assertThat(ran.out())
                    .contains("RUS    TAL      designation  2003-03-04  2025-04-16  BANNED     ANNOUNCED")
                    .contains("RUS    TAL      designation  2025-04-17              SUSPENDED  ANNOUNCED");
            assertThat(server.question(0)).isEqualTo("/stances/RUS/TAL?dimension=designation");
        }

        @Test
        void as_json_is_the_answer_as_it_was_served() {
            String served = "{ \"summary\" : \"Ünïcode — möglich\",\n \"rows\":[] }\n";
            server.on("/stances", 200, served);

            assertThat(ask("stance", "--subject", "TAL", "--json")).isEqualTo(new Ran(0, served, ""));
        }

        @Test
        void of_an_unknown_actor_names_the_nearest_ones() {
            server.on("/stances", 400, UNKNOWN_ACTOR);

            assertThat(ask("stance", "RUSS", "--subject", "TAL")).isEqualTo(new Ran(2, "", """
                timeline: no actor 'RUSS' is registered
                  parameter actor: did you mean RUS, RWA?
                """));
        }

        @Test
        void with_a_problem_as_json_shows_it_beside_the_answer() {
            server.on("/stances", 400, UNKNOWN_ACTOR);

            assertThat(ask("stance", "RUSS", "--subject", "TAL", "--json"))
                    .isEqualTo(new Ran(2, "", UNKNOWN_ACTOR + "\n"));
        }

        @Test
        void without_a_subject_is_wrong_usage() {
            Ran ran = ask("stance", "RUS");

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).isEqualTo("""
                timeline: Missing required option: '--subject=ACTOR'
                see timeline stance --help
                """);
            assertThat(server.asked()).isEmpty();
        }

        @Test
        void over_time_needs_an_actor() {
            Ran ran = ask("stance", "--subject", "TAL", "--history", "intervals");

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("--history is of one actor; expected an ACTOR");
        }

        @Test
        void of_many_pages_is_one_table_with_the_widths_of_the_first() {
            server.on("/stances", 200, page("c1", RUSSIA))
                    .on("/stances", 200, page("c2", KAZAKHSTAN))
                    .on("/stances", 200, answer("Many.", FIJI));

            Ran ran = ask("stance", "--subject", "TAL");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out().lines().filter(line -> line.startsWith("actor")))
                    .hasSize(1);
            assertThat(ran.out()).contains("RUS", "KAZ", "FJI");
            assertThat(ran.out().lines().filter(line -> line.equals("Many."))).hasSize(1);
            assertThat(server.asked()).hasSize(3);
            assertThat(server.question(1)).isEqualTo("/stances?subject=TAL&cursor=c1");
            assertThat(server.question(2)).isEqualTo("/stances?subject=TAL&cursor=c2");
        }

        @Test
        void with_a_limit_stops_there_and_says_that_there_is_more() {
            server.on("/stances", 200, page("c1", RUSSIA, KAZAKHSTAN)).on("/stances", 200, page("c2", FIJI, RUSSIA));

            Ran ran = ask("stance", "--subject", "TAL", "--limit", "3");

            assertThat(ran.out().lines().filter(line -> line.contains("designation")))
                    .hasSize(3);
            assertThat(ran.err()).isEqualTo("there are more rows than these\n");
            assertThat(server.question(0)).isEqualTo("/stances?subject=TAL&limit=3");
            assertThat(server.question(1)).isEqualTo("/stances?subject=TAL&limit=1&cursor=c1");
        }

        @Test
        void of_a_server_that_repeats_a_page_ends() {
            server.on("/stances", 200, page("c1", RUSSIA));

            Ran ran = ask("stance", "--subject", "TAL");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("the server repeats the same page, which is a fault of the server");
            assertThat(server.asked()).hasSize(2);
        }

        @Test
        void as_json_is_one_page_and_names_the_cursor_that_continues() {
            server.on("/stances", 200, page("c1", RUSSIA));

            Ran ran = ask("stance", "--subject", "TAL", "--json");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.err()).isEqualTo("there are more rows than these; --cursor c1 shows them\n");
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Nested
    class Participation {

        private static final String SEATS = """
            {"round":"MF-6","kind":"round","year":2024,"date":"2024-10-04","place":"Moscow","entity":"RUS",\
            "role":"host","certainty":"CERTAIN","confidence":"A"}\
            """;

        private static final String NOT_RECORDED = """
            {"round":"MF-6","kind":"round","year":2024,"date":"2024-10-04","place":"Moscow","entity":"TKM",\
            "role":null,"certainty":"NO_DATA"}\
            """;

        @Test
        void has_one_row_a_seat_and_calls_not_recorded_by_its_name() {
            server.on("/forums/moscow-format/participation", 200, answer("Round six.", SEATS, NOT_RECORDED));

            Ran ran = ask("participation", "moscow-format", "--by", "year", "--year", "2024");

            assertThat(ran.out())
                    .contains("MF-6   round  2024  2024-10-04  Moscow  RUS     host          CERTAIN    A\n")
                    .contains("MF-6   round  2024  2024-10-04  Moscow  TKM     not recorded  NO_DATA\n");
            assertThat(server.question(0)).isEqualTo("/forums/moscow-format/participation?by=year&year=2024");
        }

        @Test
        void of_a_forum_that_is_not_there_is_not_found() {
            server.on(
                    "/forums/moskow/participation",
                    404,
                    "{\"title\":\"Not on file\",\"status\":404,\"detail\":\"no forum 'moskow' is registered\"}");

            assertThat(ask("participation", "moskow"))
                    .isEqualTo(new Ran(3, "", "timeline: no forum 'moskow' is registered\n"));
        }
    }

    @Nested
    class Acts {

        private static final String ACT = """
            {"id":"ACT-0172","type":"ListingLifted","family":"listing","phase":"claimed","valid":"2024-09-05",\
            "known":"2024-09-05","actors":[{"id":"KGZ","role":"actor"}],"subjects":[{"id":"TAL"}],\
            "title":{"de":"Streichung","en":"Taken off\\u001b[31m the list"},"confidence":"A"}\
            """;

        @Test
        void are_a_table_and_texts_from_outside_cannot_move_the_cursor() {
            server.on("/acts", 200, answer("One act.", ACT));

            Ran ran = ask(
                    "acts",
                    "--actor=KGZ",
                    "--subject=TAL",
                    "--family=listing",
                    "--type=ListingLifted",
                    "--valid-from=2024-01-01",
                    "--valid-to=2024-12-31",
                    "-q",
                    "court",
                    "--predecessors");

            assertThat(ran.out())
                    .contains("ACT-0172  2024-09-05  ListingLifted  claimed  KGZ     TAL       A"
                            + "           Taken off [31m the list\n")
                    .doesNotContain("\u001b");
            assertThat(server.question(0))
                    .isEqualTo("/acts?type=ListingLifted&family=listing&actor=KGZ&predecessors=true&subject=TAL"
                            + "&q=court&validFrom=2024-01-01&validTo=2024-12-31");
        }

        @Test
        void one_of_them_comes_with_its_reports_and_revisions() {
            server.on(
                            "/acts/ACT-0172",
                            200,
                            ACT.replaceFirst(
                                    "\\{",
                                    "{" + AS_OF
                                            + ",\"marks\":[\"disputed\"],\"reports\":[{\"id\":\"R-1\","
                                            + "\"says\":{\"en\":\"It was removed.\"},\"verdict\":\"confirmed\"}],"))
                    .on(
                            "/acts/ACT-0172/revisions",
                            200,
                            answer(
                                    "Two.",
                                    "{\"n\":1,\"id\":\"ACT-0172\",\"type\":\"ListingLifted\",\"position\":400,"
                                            + "\"recordedAt\":\"2026-01-01T00:00:00Z\","
                                            + "\"knownAt\":\"2024-09-05T23:59:59Z\"}"));

            Ran ran = ask("acts", "ACT-0172", "--known-at", "2024-09-05");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out())
                    .startsWith("ACT-0172: Taken off [31m the list\nvalid at 2024-10-20 · ")
                    .contains("phase       claimed\n", "actors      KGZ\n", "marks       disputed\n")
                    .contains("reports\nid   verdict    says\nR-1  confirmed  It was removed.\n")
                    .contains("""
                        revisions
                        n  id        type           position  recorded              known
                        1  ACT-0172  ListingLifted  400       2026-01-01T00:00:00Z  2024-09-05T23:59:59Z
                        """);
            assertThat(server.question(1)).isEqualTo("/acts/ACT-0172/revisions?knownAt=2024-09-05");
        }

        @Test
        void one_that_was_merged_is_the_one_that_was_kept() {
            server.on("/acts/ACT-9", CannedServer.redirect("/api/v1/acts/ACT-0172?position=5"))
                    .on("/acts/ACT-0172", 200, ACT)
                    .on("/acts/ACT-0172/revisions", 200, answer("None."));

            Ran ran = ask("acts", "ACT-9");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out()).startsWith("ACT-0172: ");
        }

        @Test
        void one_that_was_not_yet_known_is_not_found() {
            server.on("/acts/ACT-1", 404, "{\"title\":\"Not on file\",\"detail\":\"no act 'ACT-1' is on file\"}");

            assertThat(ask("acts", "ACT-1")).isEqualTo(new Ran(3, "", "timeline: no act 'ACT-1' is on file\n"));
        }

        @Test
        void one_of_them_and_filters_do_not_go_together() {
            Ran ran = ask("acts", "ACT-1", "--actor", "RUS");

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("ACT-1 is one act; expected no options that choose among acts");
        }

        @Test
        void a_revision_is_shown_as_it_is_stored() {
            server.on("/acts/ACT-1/revisions/2", 200, "{\"type\":\"ActCorrected\"}");

            assertThat(ask("acts", "ACT-1", "--revision", "2"))
                    .isEqualTo(new Ran(0, "{\"type\":\"ActCorrected\"}\n", ""));
        }
    }

    @Nested
    class Actors {

        @Test
        void are_found_by_a_part_of_their_name() {
            server.on(
                    "/actors",
                    200,
                    answer(
                            "One actor.",
                            "{\"id\":\"KAZ\",\"kind\":\"state\",\"names\":[{\"lang\":\"en\",\"text\":\"Kazakhstan\"},"
                                    + "{\"lang\":\"kk\",\"text\":\"Қазақстан\"}]}"));

            Ran ran = ask("actors", "-q", "қаз");

            assertThat(ran.out()).contains("id   kind   names\nKAZ  state  Kazakhstan, Қазақстан\n");
            assertThat(server.question(0)).isEqualTo("/actors?q=қаз");
        }
    }

    @Nested
    class Rulebook {

        @Test
        void are_a_table_and_one_of_them_is_its_document() {
            server.on(
                            "/rulebooks",
                            200,
                            "{\"rows\":[{\"version\":\"1.0.0\",\"id\":\"stance-taliban\",\"subject\":\"TAL\",\"position\":3}]}")
                    .on("/rulebooks/1.0.0", 200, "{\"version\":\"1.0.0\",\"rules\":[]}");

            assertThat(ask("rulebook", "--position", "9").out()).contains("1.0.0    stance-taliban  TAL");
            assertThat(ask("rulebook", "1.0.0").out()).contains("\"version\" : \"1.0.0\"");
            assertThat(ask("rulebook", "1.0.0", "--json").out()).isEqualTo("{\"version\":\"1.0.0\",\"rules\":[]}\n");
            assertThat(server.question(0)).isEqualTo("/rulebooks?position=9");
        }

        @Test
        void that_was_not_published_is_not_found() {
            assertThat(ask("rulebook", "7").exitCode()).isEqualTo(3);
        }
    }
}
