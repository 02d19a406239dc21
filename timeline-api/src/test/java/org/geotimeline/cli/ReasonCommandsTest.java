package org.geotimeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Questions about the reasons of an answer, and about differences between answers. */
class ReasonCommandsTest extends AgainstCannedServer {

    @Nested
    class Explain {

        @Test
        void shows_the_stance_then_its_rule_acts_and_reports() {
            String why = RUSSIA.replace(
                    "\"acts\":[\"ACT-0047\",\"ACT-0179\"]",
                    "\"acts\":[{\"id\":\"ACT-0047\","
                            + "\"type\":\"ListingImposed\",\"valid\":\"2003-03-04\",\"reports\":[\"R-1\"]}]");
            server.on("/stances/explain", 200, answer("Because a court banned it.", why));

            Ran ran = ask("explain", "RUS", "--subject", "TAL", "--dimension", "designation");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out())
                    .startsWith("Because a court banned it.\n")
                    .contains("RUS    TAL      designation  BANNED  ANNOUNCED  2003-03-04  ACT-0047")
                    .contains("rule  designation-imposed")
                    .contains("""
                        id        type            valid       reports
                        ACT-0047  ListingImposed  2003-03-04  R-1
                        """);
            assertThat(server.question(0)).isEqualTo("/stances/explain?actor=RUS&subject=TAL&dimension=designation");
        }

        @Test
        void needs_a_dimension() {
            assertThat(ask("explain", "RUS", "--subject", "TAL").exitCode()).isEqualTo(2);
        }
    }

    @Nested
    class Difference {

        private static final String DIFF = """
            {"question":"/api/v1/stances?subject=TAL","summary":"2 rows differ, 6 are equal.","changed":2,"equal":6,\
            "rows":[{"actor":"RUS","dimension":"designation","left":{"value":"BANNED","since":"2003-03-04"},\
            "right":{"value":"SUSPENDED","since":"2003-03-04"},"causes":[{"cause":"world changed","acts":["ACT-0202"]}],\
            "cause":"world changed"},{"actor":"KGZ","dimension":"designation","left":null,"right":{"value":"BANNED"},\
            "causes":[{"cause":"we learned","acts":["ACT-1"]}],"cause":"we learned"}],"complete":true}\
            """;

        @Test
        void is_a_row_each_with_its_causes_and_changes() {
            server.on("/diff", 200, DIFF);

            Ran ran =
                    ask("diff", "stances?subject=TAL", "--left", "validAt:2024-10-20", "--right", "validAt:2025-07-10");

            assertThat(ran).isEqualTo(new Ran(0, """
                2 rows differ, 6 are equal.

                actor  dimension    because                   change
                RUS    designation  world changed (ACT-0202)  value BANNED → SUSPENDED
                KGZ    designation  we learned (ACT-1)        is new
                """, ""));
            assertThat(server.question(0))
                    .isEqualTo("/diff?question=stances?subject=TAL&left=validAt:2024-10-20&right=validAt:2025-07-10");
        }

        @Test
        void as_json_is_the_answer_of_the_server() {
            server.on("/diff", 200, DIFF);

            assertThat(ask("diff", "acts", "--left", "position:1", "--right", "position:2", "--all", "--json")
                            .out())
                    .isEqualTo(DIFF + "\n");
            assertThat(server.question(0)).endsWith("&all=true");
        }

        @Test
        void needs_both_sides() {
            assertThat(ask("diff", "acts", "--left", "position:1").exitCode()).isEqualTo(2);
        }
    }

    @Nested
    class Why {

        private static final String WHY = """
            {"question":"/api/v1/listings","rows":[{"row":{"authority":"KGZ","status":"formerly"},"rule":"ListingLifted",\
            "because":[{"id":"ACT-0172","type":"ListingLifted","reports":[]}],\
            "others":[{"id":"ACT-0051","type":"ListingImposed","position":17}],"othersLeft":30,\
            "othersNext":"/api/v1/why","corrections":[{"id":"A-2","type":"ActCorrected","decides":true}]}],\
            "complete":false}\
            """;

        @Test
        void shows_the_row_its_acts_their_corrections_and_what_else_is_on_file() {
            server.on("/why", 200, WHY);

            Ran ran = ask("why", "listings?authority=KGZ");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out())
                    .contains("row 1", "KGZ", "formerly", "because of ACT-0172", "A-2", "others on file", "ACT-0051");
            assertThat(ran.err()).isEqualTo("""
                30 more are on file; --row 1 --others-after 17 shows them
                there are more rows than these; --row N shows any of them
                """);
            assertThat(server.question(0)).isEqualTo("/why?question=listings?authority=KGZ");
        }

        @Test
        void of_one_row_asks_for_that_one() {
            server.on("/why", 200, WHY);

            Ran ran = ask("why", "listings", "--row", "7", "--others-after", "17");

            assertThat(ran.out()).contains("row 7");
            assertThat(server.question(0)).isEqualTo("/why?question=listings&row=7&othersAfter=17");
        }
    }
}
