package org.geotimeline.act.knowledge;

import static org.geotimeline.act.Given.given;
import static org.geotimeline.act.TestActs.act;
import static org.geotimeline.act.TestActs.imposed;
import static org.geotimeline.act.TestActs.lifted;
import static org.geotimeline.act.TestActs.said;

import org.geotimeline.act.Act;
import org.junit.jupiter.api.Test;

/** What may be said about an act that is on file. */
class KnowledgeTest {

    private static final String KAZAKHSTAN =
            "{'type': 'ActorRegistered', 'id': 'actor:KAZ', 'actor': 'KAZ', 'kind': 'state'}";

    private static Act split(String parts) {
        return act("{'type': 'ActSplit', 'id': 's', 'act': 'i', 'into': [%s]}", parts);
    }

    private static String part(String type, String id) {
        return "{'type': '%s', 'id': '%s', 'phase': 'effective', 'valid': '2023', 'actors': [{'id': 'KAZ'}],"
                        .formatted(type, id)
                + " 'subjects': [{'id': 'TAL'}], 'list': 'kaz-national', 'status': 'BANNED'}";
    }

    @Test
    void what_fell_is_told_with_what_became_of_it() {
        given(imposed("i"), said("ActRetracted", "r", "i", ""))
                .reported(said("ActConfirmed", "c", "i", ""))
                .isRefused("/act", "act 'i' was retracted");
        given(imposed("i"), split(part("ListingImposed", "a") + "," + part("ListingImposed", "b")))
                .reported(said("ActDisputed", "d", "i", ""))
                .isRefused("/act", "act 'i' was split");
        given(imposed("i"), imposed("j"), said("ActsMerged", "m", "i", ", 'merged': 'j'"))
                .reported(said("ActCorrected", "c", "j", ", 'changes': {'valid': '2006'}"))
                .isRefused("/act", "act 'j' was merged into 'i'; say it of that one");
    }

    @Test
    void what_was_retracted_stands_again_once_the_retraction_is_retracted() {
        given(imposed("i"), said("ActRetracted", "r", "i", ""), said("ActRetracted", "q", "r", ""))
                .reported(said("ActConfirmed", "c", "i", ""))
                .isRecorded();
    }

    @Test
    void a_source_may_always_speak() {
        given(imposed("i"), said("ActRetracted", "r", "i", ""))
                .reported(said("ActReported", "p", "i", ""))
                .isRecorded();
    }

    @Test
    void a_correction_brings_no_date_that_is_open_on_both_sides_and_may_mend_one_beside_it() {
        given(imposed("i"))
                .reported(said("ActCorrected", "c", "i", ", 'changes': {'valid': '../..'}"))
                .isRefused(
                        "/changes/valid",
                        "'../..' is open on both sides and excludes no day; write what is known, as 2003, [..2023-12-29]"
                                + " or 2001-11-22/..");
        Act open = act(
                "{'type': 'ListingImposed', 'id': 'i', 'phase': 'effective', 'valid': '../..',"
                        + " 'actors': [{'id': 'KAZ'}], 'subjects': [{'id': 'TAL'}], 'list': 'kaz-national', 'status': 'BANNED'}");
        given(open)
                .reported(said("ActCorrected", "c", "i", ", 'changes': {'title': {'en': 'A ban'}}"))
                .isRecorded();
        given(open)
                .reported(said("ActCorrected", "c", "i", ", 'changes': {'valid': '2005'}"))
                .isRecorded();
    }

    @Test
    void a_correction_points_into_its_changes() {
        given(imposed("i"))
                .reported(said("ActCorrected", "c", "i", ", 'changes': {'stutus': 'X', 'valid': '2005-02-30'}"))
                .isRefused("/changes/stutus", "ListingImposed has no field 'stutus'")
                .isRefused("/changes/valid", "'2005-02-30' is not a day of the calendar");
        given(imposed("i"))
                .reported(said("ActCorrected", "c", "i", ", 'changes': {'status': null}"))
                .isRefused("/changes/status", "status is required");
    }

    @Test
    void a_saying_cannot_be_made_to_speak_of_another_act() {
        given(imposed("i"), said("ActReported", "r", "i", ""))
                .reported(said("ActCorrected", "c", "r", ", 'changes': {'act': 'j'}"))
                .isRefused(
                        "/changes/act",
                        "'act' of ActReported cannot be corrected; retract that act and record another");
    }

    @Test
    void what_is_registered_keeps_its_name() {
        given(act(KAZAKHSTAN))
                .reported(said("ActCorrected", "c", "actor:KAZ", ", 'changes': {'actor': 'KZ'}"))
                .isRefused(
                        "/changes/actor",
                        "'actor' of ActorRegistered cannot be corrected; retract that act and record another");
        given(act(KAZAKHSTAN))
                .reported(said("ActCorrected", "c", "actor:KAZ", ", 'changes': {'kind': 'region'}"))
                .isRecorded();
    }

    @Test
    void a_split_records_its_parts_with_it() {
        Act split = split(part("ListingImposed", "a") + "," + part("ListingLifted", "b"));
        given(imposed("i")).reported(split).isRecordedWith(((KnowledgeAct.ActSplit) split).into());
    }

    @Test
    void a_part_of_a_split_is_a_new_act() {
        given(imposed("i"), lifted("a", ""))
                .reported(split(part("ListingImposed", "a") + "," + part("ListingImposed", "b")))
                .isRefused("/into/0/id", "act 'a' is on file already; each part is a new act");
    }

    @Test
    void a_part_of_a_split_is_not_known_before_the_split() {
        String known = part("ListingImposed", "a").replace("'valid'", "'known': '2024-01', 'valid'");
        given(imposed("i"))
                .reported(split(known + "," + part("ListingImposed", "b")))
                .isRefused(
                        "/into/0/known",
                        "a part is not known before its split, which is known when it is recorded; expected none");
        given(imposed("i"))
                .reported(act(
                        "{'type': 'ActSplit', 'id': 's', 'act': 'i', 'known': '2024-02-05', 'into': [%s, %s]}",
                        part("ListingImposed", "b"), known))
                .isRefused("/into/1/known", "a part is not known before its split; expected 2024-02-05");
    }

    @Test
    void a_split_is_not_retracted_because_its_parts_stand() {
        given(imposed("i"), split(part("ListingImposed", "a") + "," + part("ListingImposed", "b")))
                .reported(said("ActRetracted", "r", "s", ""))
                .isRefused(
                        "/act",
                        "'s' split an act, and its parts stand on file; retract those that are wrong, and record what was split"
                                + " under another id");
    }

    @Test
    void a_part_of_a_split_passes_the_rules_of_its_family() {
        String elsewhere = part("ListingLifted", "b").replace("kaz-national", "rus-courts");
        given(imposed("i"))
                .reported(split(part("ListingImposed", "a") + "," + elsewhere))
                .isRefused(
                        "/into/1/list",
                        "listing rus-courts/TAL was never imposed, as far as is known;"
                                + " if the source itself says so, add \"unanchored\": true");
    }
}
