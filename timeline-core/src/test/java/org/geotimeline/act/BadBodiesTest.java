package org.geotimeline.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.ledger.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a stranger is told about a body that is no act: where it is wrong, and what would be right. */
class BadBodiesTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String MEETING = """
            {"type": "MeetingHeld", "id": "ACT-1", "phase": "effective", "valid": "2024-10-04", "actors": [{"id": "RUS"}],
             "round": {"id": "MF-6", "forum": "moscow-format", "kind": "round"},
             "seats": [{"entity": "RUS", "role": "host"}, {"entity": "CHN", "role": "participant"}]}""";
    private static final String CORRECTION = """
            {"type": "ActCorrected", "id": "C-1", "act": "ACT-1", "changes": {"valid": "2024-10-05"}}""";
    private static final String SPLIT = """
            {"type": "ActSplit", "id": "S-1", "act": "ACT-1", "into": [
              {"type": "VisitMade", "id": "ACT-1a", "phase": "effective", "valid": "2024", "actors": [{"id": "RUS"}]},
              {"type": "VisitMade", "id": "ACT-1b", "phase": "effective", "valid": "2024", "actors": [{"id": "RUS"}]}]}""";

    private static List<String> faults(JsonNode body) {
        try {
            ActJson.read(body);
            return List.of();
        } catch (FaultyBody faulty) {
            return faulty.faults().stream()
                    .map(f -> f.pointer() + ": " + f.sentence())
                    .toList();
        }
    }

    private static JsonNode json(String json) {
        return JSON.readTree(json.replace('\'', '"'));
    }

    /** The body with the value put where the pointer points. */
    private static JsonNode with(String body, String pointer, JsonNode value) {
        JsonNode whole = JSON.readTree(body);
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = whole.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        if (parent instanceof ObjectNode object) {
            object.set(name, value);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), value);
        }
        return whole;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]           | an act is a JSON object, not a list",
                "'MeetingHeld'| an act is a JSON object, not the text 'MeetingHeld'",
                "null         | an act is a JSON object, not null",
                "12           | an act is a JSON object, not the number 12",
            })
    void what_is_no_object_is_no_act(String body, String sentence) {
        assertThat(faults(json(body))).containsExactly(": " + sentence);
    }

    @Test
    void the_type_comes_first() {
        assertThat(faults(json("{}")))
                .containsExactly("/type: the type of the act is required, as in \"ListingLifted\"");
        assertThat(faults(json("{'type': 7}")))
                .containsExactly("/type: the type of the act is required, as in \"ListingLifted\"");
        assertThat(faults(json("{'type': 'ListingLifte'}"))).containsExactly("/type: no act is called 'ListingLifte'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/id             | 5            | a text in quotes belongs here, not the number 5",
                "/id             | 'a b'        | 'a b' is not an act id; expected letters A to Z and a to z, digits and . _ : -, at most 64 of them, beginning with a letter or a digit",
                "/phase          | 'planned'    | 'planned' is none of announced, in_process, claimed, effective, reversed, cancelled",
                "/phase          | true         | a text in quotes belongs here, not true",
                "/valid          | 2024         | a text in quotes belongs here, not the number 2024",
                "/valid          | ''           | this text is empty; say something or leave it out",
                "/valid          | '0025'       | year 0025 of '0025' is outside 1500 to 2200",
                "/valid          | '2024-02-30' | '2024-02-30' is not a day of the calendar",
                "/known          | 'yesterday'  | 'yesterday' is not a known time; expected a day, month or year (2024-09-05, 2024-09, 2024) or an instant with an offset (2024-09-05T10:00:00Z)",
                "/known          | null         | leave the field out instead of writing null",
                "/actors         | 'RUS'        | a list, as in [ … ], belongs here, not the text 'RUS'",
                "/actors         | []           | an act has at least one actor, as in [{\"id\": \"KAZ\"}]",
                "/actors/0       | null         | a list holds no null",
                "/actors/0       | 'RUS'        | a JSON object with id, role belongs here, not the text 'RUS'",
                "/actors/0/role  | 'Main Actor' | 'Main Actor' is not a role; expected small letters from a to z and -, at most 32 of them, beginning with a letter",
                "/title          | 'Talks'      | a text by language, as in {\"en\": \"…\"}, belongs here, not the text 'Talks'",
                "/title          | {}           | a text has at least one language, as in {\"en\": \"…\"}",
                "/unanchored     | 'true'       | true or false belongs here, not the text 'true'",
                "/seats/1        | []           | a JSON object with entity, role, rank, recorded, certainty, known, confidence, sources belongs here, not a list",
                "/seats/1/role   | 'guests'     | 'guests' is none of host, participant, observer, guest, invited-declined, announced-not-seen, not-invited, absent",
                "/seats/1/role   | {}           | a text in quotes belongs here, not an object",
                "/seats/1/rang   | 'chief'      | Seat has no field 'rang'",
                "/round/number   | 6.0          | a whole number below 2147483648 belongs here, not the number 6.0",
                "/round/number   | 99999999999  | a whole number below 2147483648 belongs here, not the number 99999999999",
                "/round/number   | '6'          | a whole number below 2147483648 belongs here, not the text '6'",
                "/holdsOn        | '2024'       | holdsOn needs a link with the relation holds, which names the act that held",
                "/ends           | 'ACT-1'      | an act cannot end itself",
                "/recorder       | 'me'         | MeetingHeld has no field 'recorder'",
            })
    void each_fault_has_its_pointer_and_its_sentence(String pointer, String value, String sentence) {
        assertThat(faults(with(MEETING, pointer, json(value)))).containsExactly(pointer + ": " + sentence);
    }

    @Test
    void what_is_missing_is_named() {
        assertThat(faults(json("{'type': 'MeetingHeld', 'seats': [{'role': 'host'}], 'actors': [{}]}")))
                .containsExactly(
                        "/id: id is required",
                        "/phase: phase is required",
                        "/valid: valid is required",
                        "/actors/0/id: id is required",
                        "/seats/0/entity: entity is required");
    }

    @Test
    void of_names_of_languages_only_tags_will_do_in_their_usual_letters() {
        assertThat(faults(with(MEETING, "/title", json("{'english': 'Talks', 'e n': 'Talks', 'EN': 'Talks'}"))))
                .containsExactly(
                        "/title/e n: 'e n' is not a language tag (BCP 47), as en, ru or ps",
                        "/title/EN: the language tag 'EN' is written en");
        assertThat(faults(with(MEETING, "/title", json("{'en': '', 'ru': 3}"))))
                .containsExactly(
                        "/title/en: this text is empty; say something or leave it out",
                        "/title/ru: a text in quotes belongs here, not the number 3");
    }

    @Test
    void a_text_is_kept_in_one_form_whichever_it_came_in() {
        JsonNode composed = with(MEETING, "/title", json("{'fr': 'r\u00e9union'}"));
        JsonNode decomposed = with(MEETING, "/title", json("{'fr': 're\u0301union'}"));
        assertThat(ActJson.read(decomposed)).isEqualTo(ActJson.read(composed));
        assertThat(CanonicalJson.bytes(ActJson.write(ActJson.read(decomposed))))
                .isEqualTo(CanonicalJson.bytes(composed));
    }

    @Test
    void a_text_of_changes_is_kept_in_one_form_too() {
        Act decomposed = ActJson.read(with(CORRECTION, "/changes/place", json("'Caf\u0065\u0301'")));
        assertThat(ActJson.write(decomposed).at("/changes/place").asString()).isEqualTo("Caf\u00e9");
    }

    @Test
    void half_characters_and_control_characters_are_refused_where_they_stand() {
        assertThat(faults(with(MEETING, "/place", JSON.getNodeFactory().stringNode("Mos\ud83d"))))
                .containsExactly("/place: half a character (a lone surrogate, U+D83D) stands at place 4 of this text");
        assertThat(faults(with(MEETING, "/place", JSON.getNodeFactory().stringNode("\udc00"))))
                .containsExactly("/place: half a character (a lone surrogate, U+DC00) stands at place 1 of this text");
        assertThat(faults(with(MEETING, "/place", JSON.getNodeFactory().stringNode("Mos\u001b[31m"))))
                .containsExactly("/place: a control character (U+001B) stands at place 4 of this text;"
                        + " of those, only tabs and line breaks are kept");
        assertThat(faults(with(MEETING, "/place", JSON.getNodeFactory().stringNode("Mos\u0000"))))
                .hasSize(1);
        assertThat(faults(with(MEETING, "/place", JSON.getNodeFactory().stringNode("a\tb\nc \ud83d\ude00"))))
                .isEmpty();
    }

    @Test
    void what_is_quoted_and_pointed_at_can_be_printed() {
        ObjectNode body = (ObjectNode) JSON.readTree(MEETING);
        body.put("\u001b[31m\ud83d", "x");
        assertThat(faults(body)).containsExactly("/\ufffd[31m\ufffd: MeetingHeld has no field '\ufffd[31m\ufffd'");
        String longName = "x".repeat(40_000);
        assertThat(faults(((ObjectNode) JSON.readTree(MEETING)).put(longName, "x")))
                .allSatisfy(fault -> assertThat(fault).hasSizeLessThan(400));
        assertThat(faults(with(MEETING, "/id", JSON.getNodeFactory().stringNode(longName.substring(0, 9_000)))))
                .containsExactly(
                        "/id: this has at most 100 characters, not 9000: '" + longName.substring(0, 99) + "…'");
        assertThat(faults(with(MEETING, "/type", JSON.getNodeFactory().stringNode(longName))))
                .allSatisfy(fault -> assertThat(fault).hasSizeLessThan(400));
    }

    @Test
    void a_field_with_a_slash_or_a_tilde_is_escaped_in_its_pointer() {
        assertThat(faults(((ObjectNode) JSON.readTree(MEETING)).put("a/b~c", "x")))
                .containsExactly("/a~1b~0c: MeetingHeld has no field 'a/b~c'");
    }

    @Test
    void what_is_too_long_is_refused_before_it_is_looked_at() {
        var many = JSON.createArrayNode();
        for (int i = 0; i < 5_001; i++) {
            many.add(i);
        }
        assertThat(faults(with(MEETING, "/seats", many)))
                .containsExactly("/seats: a list holds at most 5000 things, not 5001");
        assertThat(faults(with(MEETING, "/place", JSON.getNodeFactory().stringNode("x".repeat(20_001)))))
                .containsExactly("/place: a text has at most 20000 characters, not 20001");
        assertThat(faults(with(CORRECTION, "/changes/seats", many)))
                .containsExactly("/changes/seats: a list holds at most 5000 things, not 5001");
    }

    @Test
    void of_very_many_faults_the_first_hundred_are_told() {
        var many = JSON.createArrayNode();
        for (int i = 0; i < 5_000; i++) {
            many.addObject().put("entity", "not an id").put("role", "none").put("x", 1);
        }
        List<String> faults = faults(with(MEETING, "/seats", many));
        assertThat(faults).hasSize(101).last().isEqualTo(": 14900 more faults are not listed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/changes            | 'x'            | a JSON object belongs here, not the text 'x'",
                "/changes            | {}             | a correction changes at least one field",
                "/changes/id         | 'ACT-2'        | 'id' of an act cannot be corrected",
                "/changes/type       | 'CallMade'     | 'type' of an act cannot be corrected",
                "/changes/known      | '2024'         | 'known' of an act cannot be corrected",
                "/changes/number     | 6.5            | only whole numbers up to 9007199254740991 are kept; write 6.5 as a text",
                "/changes/number     | 1e3            | only whole numbers up to 9007199254740991 are kept; write 1000.0 as a text",
                "/changes/number     | 9007199254740992 | only whole numbers up to 9007199254740991 are kept; write 9007199254740992 as a text",
                "/changes/number     | 123456789012345678901234567890 | only whole numbers up to 9007199254740991 are kept; write 123456789012345678901234567890 as a text",
            })
    void changes_are_kept_as_they_are_and_so_must_be_what_can_be_kept(String pointer, String value, String sentence) {
        assertThat(faults(with(CORRECTION, pointer, json(value)))).containsExactly(pointer + ": " + sentence);
    }

    @Test
    void a_null_takes_a_field_away_and_stands_nowhere_deeper() {
        assertThat(faults(with(CORRECTION, "/changes/place", JSON.nullNode()))).isEmpty();
        assertThat(faults(with(CORRECTION, "/changes/round", json("{'id': 'MF-6', 'level': null}"))))
                .containsExactly("/changes/round/level: leave the field out instead of writing null");
        assertThat(faults(with(CORRECTION, "/changes/seats", json("[{'role': 'host', 'known': [1.5, null]}]"))))
                .containsExactly(
                        "/changes/seats/0/known/0: only whole numbers up to 9007199254740991 are kept; write 1.5 as a text",
                        "/changes/seats/0/known/1: leave the field out instead of writing null");
    }

    @Test
    void codes_and_rulebooks_hold_no_null_and_no_float() {
        String actor = "{'type': 'ActorRegistered', 'id': 'a', 'actor': 'KAZ', 'kind': 'state', 'codes': %s}";
        assertThat(faults(json(actor.formatted("{'iso3': null, 'cow': 705.5}"))))
                .containsExactly(
                        "/codes/iso3: leave the field out instead of writing null",
                        "/codes/cow: only whole numbers up to 9007199254740991 are kept; write 705.5 as a text");
        assertThat(faults(json("{'type': 'RulebookPublished', 'id': 'r', 'rulebook':"
                        + " {'id': 's', 'version': '1.0.0', 'weights': [{'a': 0.5}]}}")))
                .containsExactly(
                        "/rulebook/weights/0/a: only whole numbers up to 9007199254740991 are kept; write 0.5 as a text");
        assertThat(faults(json("{'type': 'RulebookPublished', 'id': 'r', 'rulebook': {'id': 's'}}")))
                .containsExactly("/rulebook/version: a rulebook has a text field 'version'");
    }

    @Test
    void names_that_are_one_name_in_the_form_that_is_kept_are_refused() {
        ObjectNode codes = JSON.createObjectNode().put("caf\u00e9", "1").put("cafe\u0301", "2");
        JsonNode body = with(
                "{\"type\": \"ActorRegistered\", \"id\": \"a\", \"actor\": \"KAZ\", \"kind\": \"state\"}",
                "/codes",
                codes);
        assertThat(faults(body)).containsExactly("/codes/cafe\u0301: the field 'caf\u00e9' stands twice in one object");
    }

    @Test
    void deep_nesting_is_bounded() {
        String deep = "[".repeat(400) + "]".repeat(400);
        assertThat(faults(with(CORRECTION, "/changes/x", JSON.readTree(deep))))
                .containsExactly("/changes/x" + "/0".repeat(32) + ": this is nested more than 32 deep");
    }

    @Test
    void an_act_is_split_into_acts_of_diplomacy_only() {
        for (String type : List.of("ActSplit", "ActRetracted", "ActorRegistered")) {
            assertThat(faults(with(SPLIT, "/into/1/type", JSON.getNodeFactory().stringNode(type))))
                    .containsExactly("/into/1/type: an act is split into acts of diplomacy, as ListingLifted,"
                            + " not into " + type);
        }
    }

    @Test
    void splits_within_splits_are_refused_at_the_first() {
        JsonNode body = JSON.readTree(SPLIT);
        for (int i = 0; i < 200; i++) {
            body = with(SPLIT, "/into/0", body);
        }
        assertThat(faults(body))
                .containsExactly("/into/0/type: an act is split into acts of diplomacy, as ListingLifted,"
                        + " not into ActSplit");
    }

    @Test
    void each_part_of_a_split_has_an_id_of_its_own() {
        for (String taken : List.of("S-1", "ACT-1", "ACT-1a")) {
            assertThat(faults(with(SPLIT, "/into/1/id", JSON.getNodeFactory().stringNode(taken))))
                    .containsExactly("/into/1/id: '%s' is used already; each part is a new act".formatted(taken));
        }
        assertThat(faults(with(SPLIT, "/into/1", json("{'type': 'VisitMade', 'id': 'x'}"))))
                .containsExactly("/into/1/phase: phase is required", "/into/1/valid: valid is required");
        assertThat(faults(with(SPLIT, "/into", JSON.createArrayNode())))
                .containsExactly("/into: an act is split into at least two");
    }

    @Test
    void the_nearest_names_are_told() {
        assertThat(nearest(with(MEETING, "/seat", json("[]")))).startsWith("seats");
        assertThat(nearest(with(MEETING, "/seats/0/role", json("'hosts'")))).startsWith("host");
        assertThat(nearest(with(MEETING, "/type", json("'MeetingHold'")))).startsWith("MeetingHeld");
    }

    private static List<String> nearest(JsonNode body) {
        try {
            ActJson.read(body);
            return List.of();
        } catch (FaultyBody faulty) {
            return faulty.faults().getFirst().nearest();
        }
    }

    @Test
    void all_faults_are_told_at_once() {
        assertThat(faults(json("{'type': 'MeetingHeld', 'id': 'a b', 'phase': 'done', 'valid': '2024', 'x': 1,"
                        + " 'actors': [{'id': 'RUS'}], 'seats': [{'entity': 'R S', 'role': 'host'}]}")))
                .extracting(f -> f.substring(0, f.indexOf(':')))
                .isEqualTo(Arrays.asList("/x", "/id", "/phase", "/seats/0/entity"));
    }
}
