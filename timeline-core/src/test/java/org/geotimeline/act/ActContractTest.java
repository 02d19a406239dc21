package org.geotimeline.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.geotimeline.ledger.CanonicalJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What must hold for every type of act there is: it is stored under its full identity, and every version of it has a
 * schema and a sample that is valid, is read and written alike, and is lifted to today's version.
 *
 * <p>{@code -Dtimeline.schemas.write=true} writes the schemas of today's versions anew.
 */
class ActContractTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Path SCHEMAS = Path.of("src/main/resources/org/geotimeline/act");
    private static final Path SAMPLES = Path.of("src/test/resources/org/geotimeline/act");

    static Stream<ActType> types() {
        return ActTypes.all().types().stream();
    }

    private static Path schemaFile(ActType type) {
        return SCHEMAS.resolve(type.family()).resolve(type.name() + ".v" + type.version() + ".schema.json");
    }

    private static List<Path> samples(ActType type) throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES.resolve(type.family()))) {
            return files.filter(f -> f.getFileName().toString().matches(type.name() + "\\.v\\d+\\.json"))
                    .sorted()
                    .toList();
        }
    }

    private static ObjectNode sample(ActType type) throws IOException {
        return read(SAMPLES.resolve(type.family()).resolve(type.name() + ".v" + type.version() + ".json"));
    }

    private static ObjectNode read(Path file) throws IOException {
        return (ObjectNode) JSON.readTree(Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("types")
    void its_stored_name_is_written_out_in_full(ActType type) {
        assertThat(type.namespace()).matches("timeline\\.[a-z]+");
        assertThat(type.name()).matches("[A-Z][A-Za-z]+");
        assertThat(type.version()).matches("[1-9][0-9]*");
        String place = type.record().getPackageName();
        assertThat(place)
                .satisfiesAnyOf(
                        p -> assertThat(p).endsWith(".act." + type.family()),
                        p -> assertThat(p).endsWith(".act"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void its_schema_is_checked_in_as_its_shape_gives_it(ActType type) throws IOException {
        String wanted = JSON.writeValueAsString(Schemas.of(type)).replace("\r\n", "\n") + "\n";
        Path file = schemaFile(type);
        if (Boolean.getBoolean("timeline.schemas.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, wanted);
        }
        assertThat(file).content(StandardCharsets.UTF_8).isEqualTo(wanted);
    }

    @ParameterizedTest
    @MethodSource("types")
    void its_sample_is_valid_by_its_schema(ActType type) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(schemaFile(type)));
        List<Error> errors = schema.validate(
                Files.readString(SAMPLES.resolve(type.family()).resolve(type.name() + ".v" + type.version() + ".json")),
                com.networknt.schema.InputFormat.JSON);
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void its_sample_is_read_and_written_alike(ActType type) throws IOException {
        ObjectNode sample = sample(type);
        Act act = ActJson.read(sample);
        assertThat(ActTypes.all().of(act)).isEqualTo(type);
        ObjectNode written = ActJson.write(act);
        assertThat(CanonicalJson.bytes(written)).isEqualTo(CanonicalJson.bytes(sample));
        assertThat(ActJson.read(written)).isEqualTo(act);
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_older_sample_is_lifted_to_today(ActType type) throws IOException {
        List<Path> samples = samples(type);
        assertThat(samples).hasSize(Integer.parseInt(type.version()));
        for (Path file : samples) {
            String version = file.getFileName().toString().replaceAll(".*\\.v(\\d+)\\.json", "$1");
            Act lifted = ActJson.read(ActJson.lifted(type, version, read(file)));
            assertThat(ActTypes.all().of(lifted)).isEqualTo(type);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_field_that_it_does_not_have_is_refused(ActType type) throws IOException {
        ObjectNode body = sample(type).put("noSuchField", "x");
        assertThatThrownBy(() -> ActJson.read(body))
                .isInstanceOf(FaultyAct.class)
                .hasMessageContaining("/noSuchField");
    }

    @ParameterizedTest
    @MethodSource("types")
    void each_field_that_it_must_have_is_asked_for_by_name(ActType type) throws IOException {
        ActJson.Shape shape = ActJson.shape(type.record());
        var required = new ArrayList<ActJson.Field>(shape.fields());
        if (shape.about() != null) {
            required.addAll(shape.about().fields());
        }
        for (ActJson.Field field : required) {
            if (field.required()) {
                ObjectNode body = sample(type);
                body.remove(field.name());
                assertThatThrownBy(() -> ActJson.read(body))
                        .isInstanceOf(FaultyAct.class)
                        .hasMessageContaining("/" + field.name() + ": " + field.name() + " is required");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void its_tags_say_what_kind_they_are_of_and_each_is_said_once(ActType type) throws IOException {
        var tags = ActJson.read(sample(type)).tags();
        assertThat(new HashSet<>(tags)).hasSameSizeAs(tags);
        assertThat(tags)
                .allMatch(tag ->
                        tag.matches("(act|actor|list|listing|mission|forum|source|relation|dataset|rulebook):.+"));
    }
}
