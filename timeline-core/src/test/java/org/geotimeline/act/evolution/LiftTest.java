package org.geotimeline.act.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.ActType;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.StoredBody;
import org.geotimeline.json.FaultyBody;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How bodies of older versions become current acts. */
class LiftTest {

    private static final ActType REHEARSED =
            ActTypes.all().named("CeremonyRehearsed").orElseThrow();

    private static ObjectNode body(String field) {
        return (ObjectNode) JsonMapper.shared().readTree("""
            {"type": "CeremonyRehearsed", "id": "ACT-9001", "phase": "effective", "valid": "2024-01-29",
             "actors": [{"id": "CHN"}], %s}\
            """.formatted(field));
    }

    @Test
    void an_act_is_stored_under_its_name_whatever_its_class_is_called() {
        assertThat(REHEARSED.record().getSimpleName()).isEqualTo("Tried");
        assertThat(REHEARSED.qualifiedName()).isEqualTo("timeline.rehearsal.CeremonyRehearsed");
        Act act = ActJson.read(body("\"venue\": \"great hall\""));
        assertThat(ActJson.write(act).path("type").asString()).isEqualTo("CeremonyRehearsed");
    }

    private static ObjectNode lifted(int version, ObjectNode body) {
        return Lifts.all()
                .lift(new StoredBody(REHEARSED.qualifiedName(), version, body))
                .getFirst()
                .body();
    }

    @Test
    void a_body_of_the_first_version_is_lifted_to_the_second() {
        ObjectNode lifted = lifted(1, body("\"stage\": \"GREAT HALL\""));
        assertThat(ActJson.read(lifted)).isEqualTo(ActJson.read(body("\"venue\": \"great hall\"")));
    }

    @Test
    void a_current_body_is_left_as_it_is() {
        ObjectNode today = body("\"venue\": \"great hall\"");
        assertThat(lifted(2, today)).isSameAs(today);
    }

    @Test
    void a_version_that_nothing_lifts_is_named() {
        assertThatThrownBy(() -> lifted(0, body("\"stage\": \"X\"")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("nothing lifts timeline.rehearsal.CeremonyRehearsed from version 0");
    }

    @Test
    void a_future_version_is_not_read_as_a_current_one() {
        assertThatThrownBy(() -> lifted(3, body("\"venue\": \"x\"")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("timeline.rehearsal.CeremonyRehearsed has version 3 here, and this program knows up to 2");
    }

    @Test
    void today_a_body_of_the_first_version_is_told_what_is_wrong() {
        assertThatThrownBy(() -> ActJson.read(body("\"stage\": \"GREAT HALL\"")))
                .isInstanceOf(FaultyBody.class)
                .hasMessage("/stage: CeremonyRehearsed has no field 'stage'; /venue: venue is required");
    }
}
