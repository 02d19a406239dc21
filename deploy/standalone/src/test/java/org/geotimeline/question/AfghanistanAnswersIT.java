package org.geotimeline.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.geotimeline.testing.Http;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What an expert of the field checks first in the Afghanistan set. */
class AfghanistanAnswersIT {

    private static JsonNode ask(String question) {
        Http.Got answer = new Http(RunningTimeline.url()).get(question);
        assertThat(answer.status()).as(question).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode stance(String actor, String dimension, String day, String knownAt) {
        JsonNode rows = ask("/stances?subject=TAL&actor=%s&dimension=%s&validAt=%s%s"
                        .formatted(actor, dimension, day, knownAt.isEmpty() ? "" : "&knownAt=" + knownAt))
                .path("rows");
        assertThat(rows).hasSize(1);
        return rows.path(0);
    }

    @ParameterizedTest
    @CsvSource({
        "KAZ, designation, 2010-01-01, BANNED",
        "KAZ, designation, 2023-12-19, BANNED",
        "KAZ, designation, 2023-12-29, DELISTED",
        "USA, security, 2001-10-06, NEUTRAL",
        "USA, security, 2001-10-07, ARMED_CONFLICT",
        "USA, security, 2015-06-01, ARMED_CONFLICT", // the end of a mission is not the end of the war
        "USA, security, 2020-03-05, ARMED_CONFLICT", // nor is the Doha Agreement
        "USA, security, 2021-08-29, ARMED_CONFLICT",
        "USA, security, 2021-08-31, NEUTRAL",
        "PAK, security, 2026-03-01, ARMED_CONFLICT",
        "USA, sanctions, 2000-01-01, AUTONOMOUS_BROAD",
        "USA, sanctions, 2002-07-01, AUTONOMOUS_BROAD",
        "USA, sanctions, 2002-07-02, AUTONOMOUS_TARGETED", // the order of 1999 is revoked, the freeze goes on
        "USA, sanctions, 2024-10-04, AUTONOMOUS_TARGETED",
        "USA, designation, 2026-06-01, ASSET_DESIGNATION", // the list of 2026 is not one of terrorists
        "CAN, designation, 2013-05-20, BANNED",
        "NOR, representation_received, 2025-02-01, DIPLOMATS_WITHOUT_HEAD",
        "AZE, representation_sent, 2024-03-01, EMBASSY_UNDER_PRE2021_AMBASSADOR",
        "RUS, representation_received, 2026-02-01, AMBASSADOR_CREDENTIALS"
    })
    void has_that_value_on_that_day(String actor, String dimension, String day, String value) {
        JsonNode row = stance(actor, dimension, day, "");

        assertThat(row.path("certainty").stringValue()).as(row.toString()).isEqualTo("CERTAIN");
        assertThat(row.path("value").asString("")).as(row.toString()).isEqualTo(value);
    }

    @Test
    void only_the_days_after_the_last_sign_of_the_ban_are_possible() {
        assertThat(ask("/stances/KAZ/TAL?dimension=designation")
                        .path("rows")
                        .valueStream()
                        .filter(row -> row.path("certainty").stringValue().equals("POSSIBLE"))
                        .map(row -> row.path("from").stringValue() + "/"
                                + row.path("to").stringValue()))
                .containsExactly("2023-12-20/2023-12-28");
    }

    @Test
    void before_the_sentence_was_public_the_whole_ban_was_only_possible() {
        assertThat(stance("KAZ", "designation", "2023-12-15", "2023-12-30")
                        .path("certainty")
                        .stringValue())
                .isEqualTo("POSSIBLE");
    }

    @Test
    void an_act_is_seen_from_when_the_public_knew_of_it_and_under_its_older_id_later() {
        assertThat(stance("CAN", "designation", "2013-05-16", "2013-05-15")
                        .path("acts")
                        .toString())
                .isEqualTo("[\"ADD-078\"]");
        assertThat(stance("CAN", "designation", "2013-05-16", "2013-05-24")
                        .path("acts")
                        .toString())
                .isEqualTo("[\"ACT-0058\"]");
    }

    @Test
    void an_act_that_was_taken_for_another_is_retracted_and_moves_no_level() {
        assertThat(ask("/acts/ACT-0161").path("standing").stringValue()).isEqualTo("retracted");
        assertThat(stance("NIC", "representation_sent", "2025-01-01", "")
                        .path("certainty")
                        .stringValue())
                .isEqualTo("NO_DATA");
        assertThat(ask("/acts/ADD-072").path("type").stringValue()).isEqualTo("AgrementGranted");
    }

    @ParameterizedTest
    @CsvSource({
        "TAL, RUS, 2025-06-01, Gharwal",
        "TAL, RUS, 2025-07-02, Gul Hassan",
        "TAL, UZB, 2024-06-01, Shahab",
        "TAL, UZB, 2024-10-10, Bahr",
        "IRN, AFG, 2025-01-01, Ali Reza Bikdeli"
    })
    void one_head_of_a_mission_follows_another(String sender, String receiver, String day, String person) {
        JsonNode mission = ask("/missions?sender=%s&receiver=%s&validAt=%s".formatted(sender, receiver, day))
                .path("rows")
                .path(0);
        List<String> inOffice = ask("/accreditations?sender=%s&receiver=%s&validAt=%s&inOffice=yes"
                        .formatted(sender, receiver, day))
                .path("rows")
                .valueStream()
                .map(row -> row.path("person").stringValue())
                .toList();

        assertThat(mission.path("person").asString("")).isEqualTo(person);
        assertThat(inOffice).containsExactly(person);
    }

    @ParameterizedTest
    @CsvSource({
        "ACT-0019, kabulnow-2024-08",
        "ACT-0129, newarab-2023-02-07-saudi",
        "ACT-0141, etvbharat-2023-11-25-delhi",
        "ACT-0146, stanradar-54331-2024-01",
        "ACT-0214, midday-ani-2025-08-10-waiver"
    })
    void a_contradiction_is_a_report_beside_the_act_which_bears_the_mark(String act, String source) {
        JsonNode row = ask("/acts/" + act);

        assertThat(row.path("marks").toString()).contains("disputed");
        assertThat(row.path("reports")
                        .valueStream()
                        .filter(report -> report.path("source").asString("").equals(source)))
                .singleElement()
                .satisfies(report ->
                        assertThat(report.path("verdict").stringValue()).isEqualTo("contradiction"));
    }

    @Test
    void an_act_of_knowledge_is_found_by_its_type_whether_or_not_another_is_about_it() {
        assertThat(ask("/acts?type=ActDisputed&subject=TAL&limit=1000").path("rows"))
                .isEmpty(); // it names no subject
        assertThat(ask("/acts?type=ActDisputed&limit=1000")
                        .path("rows")
                        .valueStream()
                        .map(row -> row.path("id").stringValue()))
                .hasSizeGreaterThanOrEqualTo(9)
                .contains("A-RFJ-2", "A-0146-stanradar-54331-2024-01");
    }
}
