package org.geotimeline.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geotimeline.act.TestActs.act;
import static org.geotimeline.act.TestActs.imposed;
import static org.geotimeline.act.TestActs.lifted;
import static org.geotimeline.act.TestActs.recorded;
import static org.geotimeline.act.TestActs.said;

import java.util.List;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.json.Fault;
import org.junit.jupiter.api.Test;

/** What may be said, given what is on file: the rules of the families that have any. */
class RulesTest {

    private record Given(List<Recorded> onFile) {

        @SuppressWarnings("unchecked") // the rules of a type are those of its own family
        Reported reported(Act act) {
            Family<Act> family = (Family<Act>) ActTypes.all().of(act).rules();
            List<OnFile> acts = onFile.stream()
                    .flatMap(r -> new Dossier(r.id(), onFile).onFile().stream())
                    .toList();
            return new Reported(act, family.decide(act, acts));
        }
    }

    private record Reported(Act act, Decision decision) {

        void isRecorded() {
            assertThat(decision).isEqualTo(Decision.recorded(act));
        }

        void isRefused(String sentence) {
            assertThat(decision).isInstanceOf(Decision.Refused.class);
            assertThat(((Decision.Refused) decision).faults())
                    .extracting(Fault::sentence)
                    .containsExactly(sentence);
        }
    }

    private static Given given(Act... acts) {
        return new Given(recorded(acts));
    }

    @Test
    void a_listing_that_was_imposed_can_be_lifted() {
        given(imposed("i")).reported(lifted("l", "")).isRecorded();
    }

    @Test
    void lifting_a_listing_that_was_never_imposed_is_refused() {
        given().reported(lifted("l", ""))
                .isRefused("listing kaz-national/TAL was never imposed, as far as is known;"
                        + " if the source itself says so, add \"unanchored\": true");
    }

    @Test
    void a_lifting_whose_source_says_that_it_stands_on_no_file_is_recorded() {
        given().reported(lifted("l", ", 'unanchored': true")).isRecorded();
    }

    @Test
    void a_listing_whose_imposition_was_retracted_was_never_imposed() {
        given(imposed("i"), said("ActRetracted", "r", "i", ""))
                .reported(lifted("l", ""))
                .isRefused("listing kaz-national/TAL was never imposed, as far as is known;"
                        + " if the source itself says so, add \"unanchored\": true");
    }

    @Test
    void an_act_cannot_be_corrected_after_it_was_retracted() {
        given(imposed("i"), said("ActRetracted", "r", "i", ""))
                .reported(said("ActCorrected", "c", "i", ", 'changes': {'valid': '2005-03-16'}"))
                .isRefused("act 'i' was retracted");
    }

    @Test
    void a_correction_must_leave_an_act() {
        given(imposed("i"))
                .reported(said("ActCorrected", "c", "i", ", 'changes': {'valid': '2005-03-16/2005-03-01'}"))
                .isRefused("the end of '2005-03-16/2005-03-01' (2005-03-01) is before its start (2005-03-16)");
    }

    @Test
    void what_is_not_on_file_can_be_reported_and_not_corrected() {
        given().reported(said("ActReported", "r", "i", "")).isRecorded();
        given().reported(said("ActConfirmed", "c", "i", "")).isRefused("no act 'i' is on file");
    }

    @Test
    void of_two_merged_acts_the_older_stays() {
        given(imposed("a"), imposed("b"))
                .reported(said("ActsMerged", "m", "b", ", 'merged': 'a'"))
                .isRefused("the older act stays: 'a' was recorded before 'b'; exchange the two");
        given(imposed("a"), imposed("b"))
                .reported(said("ActsMerged", "m", "a", ", 'merged': 'b'"))
                .isRecorded();
    }

    @Test
    void acts_of_two_types_cannot_be_one() {
        given(imposed("a"), lifted("b", ""))
                .reported(said("ActsMerged", "m", "a", ", 'merged': 'b'"))
                .isRefused("'b' is a ListingLifted and 'a' a ListingImposed; they cannot be one act");
    }

    @Test
    void a_denial_names_what_it_denies() {
        String denial = """
                {'type': 'DenialMade', 'id': 'd', 'phase': 'effective', 'valid': '2024-01-01', 'actors': [{'id': 'IRN'}]%s}""";
        given().reported(act(denial, ""))
                .isRefused("a denial names what it denies, as in {\"relation\": \"denies\", \"act\": \"ACT-0217\"}");
        given().reported(act(denial, ", 'links': [{'relation': 'denies', 'act': 'x'}]"))
                .isRefused("what is denied, 'x', is not on file");
        given(imposed("x"))
                .reported(act(denial, ", 'links': [{'relation': 'denies', 'act': 'x'}]"))
                .isRecorded();
    }

    @Test
    void a_name_is_registered_once() {
        String actor = "{'type': 'ActorRegistered', 'id': '%s', 'actor': 'KAZ', 'kind': 'state'}";
        given(act(actor, "actor:KAZ"))
                .reported(act(actor, "again"))
                .isRefused("actor KAZ is registered by 'actor:KAZ'; correct that act instead");
    }
}
