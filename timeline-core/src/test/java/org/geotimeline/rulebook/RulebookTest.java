package org.geotimeline.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.geotimeline.act.Instrument;
import org.geotimeline.act.Phase;
import org.geotimeline.json.Fault;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.rulebook.Dimension.Kind;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RulebookTest {

    private final Rulebook published = TestRulebooks.read("1.0");

    @Test
    void the_published_rulebook_is_read_with_all_its_parts() {
        assertThat(published.id()).isEqualTo("stance-taliban");
        assertThat(published.version()).isEqualTo("1.0.0");
        assertThat(published.subject()).isEqualTo("TAL");
        assertThat(published.dimensions()).hasSize(12);
        assertThat(published.dimension("designation").flag()).contains("designation_process");
        assertThat(published.dimension("engagement").kind()).isEqualTo(Kind.COUNTS);
        assertThat(published.dimension("security").decay()).hasSize(1);
        assertThat(published.rules()).hasSize(46);
        assertThat(published.rulesOf("designation")).extracting(Rule::id).containsExactly("D1", "D5", "D6", "D3", "D4");
        assertThat(published.derived()).extracting(Derived::actsOf).containsExactly("representation_received");
        assertThat(published.views()).containsKey("banned_by");
        assertThat(published.profile().rows()).hasSize(5);
        assertThat(published.document()).isEqualTo(TestRulebooks.document("1.0"));
        assertThat(TestRulebooks.read("1.1").version()).isEqualTo("1.1.0");
    }

    @Test
    void a_court_is_stronger_than_a_law_a_law_than_a_minister_and_none_is_as_weak_as_the_press() {
        Precedence precedence = published.precedence();
        assertThat(List.of("court", "law", "minister", "spokesman", "press").stream()
                        .map(precedence::rank)
                        .toList())
                .containsExactly(5, 4, 3, 2, 1);
        assertThat(precedence.rank("")).isEqualTo(1);
        assertThat(precedence.renews(Rule.Doing.AT_MOST)).isTrue();
        assertThat(precedence.renews(Rule.Doing.SET)).isFalse();
    }

    @Test
    void no_data_is_below_only_where_it_counts() {
        Condition below = published.derived().get(0).all().get(1);
        assertThat(below.holds(published.dimension("recognition"), "NO_DATA")).isTrue();
        assertThat(below.holds(published.dimension("recognition"), "DE_JURE")).isFalse();
        Condition atLeast = published.derived().get(0).all().get(0);
        assertThat(atLeast.holds(published.dimension("representation_received"), "NO_DATA"))
                .isFalse();
        assertThat(atLeast.holds(published.dimension("representation_received"), "CHARGE"))
                .isTrue();
    }

    @Test
    void a_rule_asks_for_a_field_that_is_there_or_holds_one_of_its_values() {
        Rule present = rule("P1.1");
        Rule values = rule("D1");
        Rule list = rule("R3.1");
        assertThat(present.meets(json("{'level': 'CHARGE'}"))).isTrue();
        assertThat(present.meets(json("{}"))).isFalse();
        assertThat(values.meets(json("{'status': 'BANNED'}"))).isTrue();
        assertThat(values.meets(json("{'status': 'DELISTED'}"))).isFalse();
        assertThat(list.meets(json("{'unlocks': ['engagement', 'recognition']}")))
                .isTrue();
        assertThat(list.meets(json("{'unlocks': 'engagement'}"))).isFalse();
        assertThat(rule("P3").phases()).containsExactlyInAnyOrder(Phase.ANNOUNCED, Phase.IN_PROCESS);
    }

    private Rule rule(String id) {
        return published.rules().stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    @Test
    void an_act_that_no_family_has_is_refused_with_the_nearest() {
        Fault fault = refused(d ->
                        ((ObjectNode) rule(d, 0).path("when")).putArray("act").add("ListingImpozed"))
                .get(0);
        assertThat(fault.pointer()).isEqualTo("/rules/0/when/act/0");
        assertThat(fault.sentence()).isEqualTo("no act is called 'ListingImpozed'");
        assertThat(fault.nearest()).contains("ListingImposed");
    }

    @Test
    void an_unknown_dimension_is_refused_with_the_nearest() {
        Fault fault = refused(d -> rule(d, 0).put("dimension", "designations")).get(0);
        assertThat(fault)
                .isEqualTo(new Fault(
                        "/rules/0/dimension",
                        "no dimension is called 'designations'",
                        List.of("designation", "recognition", "sanctions")));
    }

    @Test
    void a_value_that_the_dimension_has_not_is_refused() {
        Fault fault = refused(d -> rule(d, 0).put("set", "BANED")).get(0);
        assertThat(fault)
                .isEqualTo(new Fault("/rules/0/set", "'BANED' is no value of 'designation'", List.of("BANNED")));
    }

    @Test
    void derived_rules_that_read_each_other_in_a_circle_are_refused() {
        Fault fault = refused(d -> {
                    ObjectNode other = d.withArray("derived").addObject().put("id", "X1");
                    other.putObject("if")
                            .putArray("all")
                            .addObject()
                            .put("dimension", "recognition")
                            .put("atLeast", "DE_JURE");
                    other.putObject("then")
                            .put("dimension", "representation_received")
                            .put("set", "CHARGE");
                })
                .get(0);
        assertThat(fault.sentence()).isEqualTo("derived rules read each other in a circle: R4, X1");
    }

    @Test
    void a_dimension_whose_rules_raise_and_lower_is_refused() {
        Fault fault = refused(d -> {
                    ObjectNode rule = rule(d, 0);
                    rule.remove("set");
                    rule.put("atLeast", "BANNED");
                    ObjectNode other = rule(d, 1);
                    other.remove("set");
                    other.put("atMost", "INDIVIDUALS_ONLY");
                })
                .get(0);
        assertThat(fault.sentence()).isEqualTo("rules of 'designation' mix atLeast (D1) and atMost (D5)");
    }

    @Test
    void an_announcement_cannot_move_a_status() {
        Fault fault = refused(d ->
                        ((ObjectNode) rule(d, 0).path("when")).putArray("phase").add("announced"))
                .get(0);
        assertThat(fault.pointer()).isEqualTo("/rules/0/when/phase");
        assertThat(fault.sentence())
                .isEqualTo(
                        "an act that is announced does not move a status; by precedence.phases those do that are effective");
    }

    @Test
    void every_fault_is_told_at_once() {
        assertThat(refused(d -> {
                    d.put("version", "1");
                    d.put("colour", "red");
                    d.remove("views");
                }))
                .extracting(Fault::pointer)
                .containsExactly("/colour", "/version", "/views");
    }

    @Test
    void a_field_of_another_kind_is_refused_where_it_stands_and_an_unknown_one_with_the_nearest() {
        List<Fault> faults = refused(d -> {
            rule(d, 0).put("ifDenied", "receiver");
            rule(d, 1).putObject("set").put("fromFeild", "level");
            ((ObjectNode) d.path("dimensions").path("security")).put("process", 5);
            ((ObjectNode) d.path("dimensions").path("engagement")).put("window", "a year");
            ((ObjectNode) d.path("precedence"))
                    .putArray("instruments")
                    .addArray()
                    .add("cuort");
        });
        assertThat(faults)
                .extracting(f -> f.pointer() + ": " + f.sentence())
                .containsExactly(
                        "/dimensions/engagement/window: 'a year' is not a period; expected P12M",
                        "/dimensions/security/process: a text in quotes belongs here, not the number 5",
                        "/rules/0/ifDenied: a JSON object with by, link, answer belongs here, not the text 'receiver'",
                        "/rules/1/set/fromFeild: a value has no field 'fromFeild'",
                        "/rules/1/set/fromField: fromField is required",
                        "/precedence/instruments/0/0: 'cuort' is none of "
                                + String.join(
                                        ", ",
                                        Stream.of(Instrument.values())
                                                .map(Instrument::toString)
                                                .toList()));
        assertThat(faults.get(3).nearest()).containsExactly("fromField");
        assertThat(faults.getLast().nearest()).startsWith("court");
    }

    private static ObjectNode rule(ObjectNode document, int at) {
        return (ObjectNode) document.path("rules").path(at);
    }

    private static List<Fault> refused(Consumer<ObjectNode> change) {
        ObjectNode document = TestRulebooks.document("1.0");
        change.accept(document);
        return Objects.requireNonNull(catchThrowableOfType(FaultyBody.class, () -> RulebookReader.read(document)))
                .faults();
    }

    @Test
    void the_schema_takes_what_is_published_and_refuses_shapes_that_the_reader_refuses() throws Exception {
        Schema schema;
        try (var document = Objects.requireNonNull(Rulebook.class.getResourceAsStream("rulebook.v1.schema.json"))) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(document);
        }
        for (String version : List.of("1.0", "1.1")) {
            assertThat(schema.validate(TestRulebooks.document(version).toString(), InputFormat.JSON))
                    .isEmpty();
        }
        List<Consumer<ObjectNode>> faults = List.of(
                document -> document.remove("subject"),
                document -> document.put("version", "one"),
                document -> document.put("colour", "red"),
                document -> ((ObjectNode) document.path("rules").get(0)).put("atLeast", "BANNED"),
                document -> ((ObjectNode) document.path("rules").get(0)).remove("when"),
                document -> ((ObjectNode) document.path("dimensions").path("engagement")).remove("window"));
        for (Consumer<ObjectNode> fault : faults) {
            ObjectNode document = TestRulebooks.document("1.0");
            fault.accept(document);
            assertThat(schema.validate(document.toString(), InputFormat.JSON)).isNotEmpty();
            assertThat(catchThrowableOfType(FaultyBody.class, () -> RulebookReader.read(document)))
                    .isNotNull();
        }
    }

    @Test
    void a_profile_reads_states_and_whether_a_set_is_empty_and_nothing_else() {
        ObjectNode counts = TestRulebooks.document("1.0");
        ((ObjectNode) counts.path("profile").path("rows").get(0).path("if").get(0))
                .put("dimension", "engagement")
                .remove("is");
        assertThat(Objects.requireNonNull(catchThrowableOfType(FaultyBody.class, () -> RulebookReader.read(counts)))
                        .faults())
                .extracting(Fault::sentence)
                .contains("'engagement' is of kind counts; a profile is read from states and sets");
    }
}
