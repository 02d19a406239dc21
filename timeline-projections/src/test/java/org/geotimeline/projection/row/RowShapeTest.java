package org.geotimeline.projection.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class RowShapeTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    record Example(
            @Key @Meaning("The key.") String actor,

            @CellName(part = 2) @Meaning("A part of the name.") @Nullable
            String dataset,

            @Meaning("A value.") @Nullable String value,

            @Meaning("A list.") @Absent("if there is none") @Nullable
            List<String> more,

            @Meaning(value = "A text that is null, absent or there.", type = String.class)
            @Absent("if nothing was said")
            @Nullable
            JsonNode stated,

            @Beside Grounds grounds) {

        static final RowShape<Example> SHAPE = RowShape.of(Example.class);
    }

    private static final Grounds CERTAIN = new Grounds("CERTAIN", List.of(), "2024", List.of("A1"), "R1");

    @Test
    void an_answer_leaves_out_what_stands_beside_it_and_writes_null_if_a_field_may_be_null() {
        var row = new Example("RUS", "d", null, null, null, CERTAIN);
        assertThat(Example.SHAPE.stored(row)).isEqualTo(JSON.readTree("""
            {"value": null, "certainty": "CERTAIN", "alternatives": [], "since": "2024", "acts": ["A1"], "rule": "R1"}
            """));
    }

    @Test
    void a_field_that_was_stated_and_is_uncertain_is_null_and_one_that_never_was_is_absent() {
        var row = new Example("RUS", "d", "v", List.of("x"), JsonNodeFactory.instance.nullNode(), CERTAIN);
        assertThat(Example.SHAPE.stored(row).has("stated")).isTrue();
        assertThat(Example.SHAPE.stored(row).get("stated").isNull()).isTrue();
    }

    @Test
    void a_row_that_is_read_again_is_the_row_that_was_stored() {
        for (JsonNode stated : new @Nullable JsonNode[] {
            null, JsonNodeFactory.instance.nullNode(), JsonNodeFactory.instance.stringNode("s")
        }) {
            var row = new Example("RUS", "d", "v", List.of("x", "y"), stated, CERTAIN);
            assertThat(Example.SHAPE.read(key -> "RUS", "mission|d", Example.SHAPE.stored(row)))
                    .isEqualTo(row);
        }
    }

    @Test
    void a_part_of_a_name_that_is_a_dash_is_null() {
        var row = new Example("RUS", null, "v", null, null, CERTAIN);
        assertThat(Example.SHAPE.read(key -> "RUS", "mission|-", Example.SHAPE.stored(row)))
                .isEqualTo(row);
    }

    record Open(
            @Meaning("The id.") String id,
            @ActFields @Meaning("The rest.") Map<String, JsonNode> fields) {}

    @Test
    void the_fields_of_an_act_stand_beside_the_others_and_are_gathered_when_read() {
        JsonNode stored = JSON.readTree("{\"list\": \"un-1988\", \"id\": \"A1\"}");
        Open row = RowShape.of(Open.class).read(stored);
        assertThat(row.fields()).containsOnlyKeys("list");
        assertThat(RowShape.flat(row, Comparator.naturalOrder()).toString())
                .isEqualTo("{\"id\":\"A1\",\"list\":\"un-1988\"}");
    }
}
