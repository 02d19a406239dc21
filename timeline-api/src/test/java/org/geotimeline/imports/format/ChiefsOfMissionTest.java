package org.geotimeline.imports.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.geotimeline.act.ActJson;
import org.geotimeline.imports.format.Format.Draft;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ChiefsOfMissionTest {

    private static final String HEAD =
            "territory,id,person,role,contemporary_territory,appointed,appointed_note,arrived,"
                    + "arrived_note,credentials_presented,credentials_note,ended,ended_note,note,created,last_modified\n";

    private final ChiefsOfMission format = new ChiefsOfMission();
    private final StateNames names = names();

    private static StateNames names() {
        var names = new StateNames();
        names.add("Togo", "TGO");
        names.add("Bosnia and Herzegovina", "BIH");
        names.add("Côte d'Ivoire", "CIV");
        return names;
    }

    private List<ObjectNode> acts(String line) throws IOException, Unreadable {
        Rows rows = format.open(new ByteArrayInputStream((HEAD + line).getBytes(StandardCharsets.UTF_8)));
        Row row = Objects.requireNonNull(rows.next());
        List<ObjectNode> acts =
                format.acts(row, names).stream().map(Draft::body).toList();
        acts.forEach(ActJson::read);
        return acts;
    }

    private static List<String> texts(List<ObjectNode> acts, String field) {
        return acts.stream().map(act -> act.path(field).asString("-")).toList();
    }

    @Test
    void a_row_becomes_up_to_four_acts_and_the_end_ends_the_credentials() throws Exception {
        List<ObjectNode> acts = acts(
                "togo,tg-1994-doe-01,doe-jane,ambassador-e-p,togo,1994,,1994-05-01,,1994-05,,1997-06-30,Left post on,A note.,2010-05-20,2015-01-01");
        assertThat(texts(acts, "type"))
                .containsExactly("EnvoyNominated", "EnvoyArrived", "CredentialsPresented", "EnvoyDeparted");
        assertThat(texts(acts, "valid")).containsExactly("1994", "1994-05-01", "1994-05", "1997-06-30");
        assertThat(texts(acts, "receiver")).containsOnly("TGO");
        assertThat(texts(acts, "known")).containsOnly("2010-05-20");
        assertThat(acts.getLast().path("ends").asString()).isEqualTo("pocom:tg-1994-doe-01:aep:credentials");
        assertThat(acts.getLast().path("how").asString()).isEqualTo("Left post on; A note.");
        assertThat(acts.getFirst().path("kind").asString()).isEqualTo("ambassador-e-p");
    }

    @Test
    void an_end_without_credentials_ends_what_came_last_before_it() throws Exception {
        assertThat(acts("togo,x-1,p,chief,togo,1990-01-01,,1990-02-01,,,,1990-03-01,,,2010-05-20,2010-05-20")
                        .getLast()
                        .path("ends")
                        .asString())
                .isEqualTo("pocom:x-1:c:arrived");
        assertThat(acts("togo,x-1,p,chief,togo,,,,,,,1990-03-01,,,2010-05-20,2010-05-20")
                        .getLast()
                        .has("ends"))
                .isFalse();
    }

    @Test
    void who_never_went_did_not_arrive() throws Exception {
        assertThat(texts(
                        acts(
                                "togo,x-2,p,chief,togo,1990-01-01,,1990-02-01,,,,,,Declined appointment.,2010-05-20,2010-05-20"),
                        "type"))
                .containsExactly("EnvoyNominated");
        assertThat(texts(acts("togo,x-2,p,chief,togo,1990-01-01,,1990-02-01,,,,,,,2010-05-20,2010-05-20"), "type"))
                .containsExactly("EnvoyNominated", "EnvoyArrived");
    }

    @Test
    void a_negative_lag_is_kept_as_the_source_says() throws Exception {
        assertThat(texts(acts("togo,x-3,p,chief,togo,1942-05-12,,,,1942-05-08,,,,,2010-05-20,2010-05-20"), "valid"))
                .containsExactly("1942-05-12", "1942-05-08");
    }

    @Test
    void what_happened_after_the_row_was_made_was_known_when_the_row_was_last_changed() throws Exception {
        assertThat(texts(acts("togo,x-4,p,chief,togo,2009-01-01,,,,,,2012-06-01,,,2010-05-20,2013-01-01"), "known"))
                .containsExactly("2010-05-20", "2013-01-01");
        assertThat(texts(acts("togo,x-4,p,chief,togo,2009-01-01,,,,,,2014-06-01,,,2010-05-20,2013-01-01"), "known"))
                .containsExactly("2010-05-20", "2014-06-01");
    }

    @Test
    void a_date_with_a_note_that_it_is_only_near_is_approximate() throws Exception {
        assertThat(texts(
                        acts("togo,x-5,p,chief,togo,,,,,1868-10-01,On or shortly before,,,,2010-05-20,2010-05-20"),
                        "valid"))
                .containsExactly("1868-10-01~");
    }

    @Test
    void states_are_found_by_their_names_and_others_are_registered() throws Exception {
        assertThat(texts(acts("cote-divoire,x-6,p,chief,,1990,,,,,,,,,2010-05-20,2010-05-20"), "receiver"))
                .containsExactly("CIV");
        assertThat(texts(acts("bosnia-herzegovina,x-6,p,chief,,1995,,,,,,,,,2010-05-20,2010-05-20"), "receiver"))
                .containsExactly("BIH");
        List<ObjectNode> acts = acts("two-sicilies,x-6,p,chief,,1840,,,,,,,,,2010-05-20,2010-05-20");
        assertThat(texts(acts, "type")).containsExactly("ActorRegistered", "EnvoyNominated");
        assertThat(acts.getLast().path("receiver").asString()).isEqualTo("pocom.two-sicilies");
    }

    @Test
    void a_row_without_any_date_cannot_be_read() {
        assertThatThrownBy(() -> acts("togo,x-7,p,chief,togo,,,,,,,,,Not commissioned.,2010-05-20,2010-05-20"))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("no date at all");
    }
}
