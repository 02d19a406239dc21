package org.geotimeline.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.json.Flattened;
import org.geotimeline.json.RecordShape;
import org.geotimeline.json.Word;
import org.geotimeline.ledger.CanonicalJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What must hold for every type of act there is: it is stored under its full identity, and every version of it has a
 * schema and a sample that is valid, is read and written alike, and is lifted to today's version.
 *
 * <p>{@code -Dtimeline.schemas.write=true} writes the schemas of the current versions again.
 */
class ActContractTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Path SCHEMAS = Path.of("src/main/resources/org/geotimeline/act");
    private static final Path SAMPLES = Path.of("src/test/resources/org/geotimeline/act");

    @BeforeAll
    static void write_schemas_if_asked() throws IOException {
        if (Boolean.getBoolean("timeline.schemas.write")) {
            for (ActType type : ActTypes.all().types()) {
                Path file = schemaFile(type, type.version());
                Files.createDirectories(file.getParent());
                Files.writeString(file, generated(type));
            }
        }
    }

    private static String generated(ActType type) {
        return JSON.writeValueAsString(Schemas.of(type)).replace("\r\n", "\n") + "\n";
    }

    static Stream<ActType> types() {
        return ActTypes.all().types().stream();
    }

    /** Beside the product, or beside the tests where the family exists in tests only. */
    private static Path schemaFile(ActType type, String version) {
        return (type.family().equals("rehearsal") ? SAMPLES : SCHEMAS)
                .resolve(type.family())
                .resolve(type.name() + ".v" + version + ".schema.json");
    }

    private static String version(Path sample) {
        return sample.getFileName().toString().replaceAll(".*\\.v(\\d+)\\.json", "$1");
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
        assertThat(type.record().getPackageName()).isEqualTo("org.geotimeline.act." + type.family());
    }

    @ParameterizedTest
    @MethodSource("types")
    void its_schema_is_checked_in_as_its_shape_gives_it(ActType type) throws IOException {
        assertThat(schemaFile(type, type.version()))
                .content(StandardCharsets.UTF_8)
                .isEqualTo(generated(type));
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_sample_of_each_version_is_valid_by_its_schema(ActType type) throws IOException {
        for (Path sample : samples(type)) {
            assertThat(errors(type, version(sample), Files.readString(sample)))
                    .as("%s", sample)
                    .isEmpty();
        }
    }

    private static List<Error> errors(ActType type, String version, String body) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(schemaFile(type, version)));
        return schema.validate(body, InputFormat.JSON);
    }

    @ParameterizedTest
    @MethodSource("types")
    void its_schema_refuses_what_the_reader_refuses(ActType type) throws IOException {
        var bodies = new ArrayList<ObjectNode>();
        bodies.add(sample(type).put("noSuchField", "x"));
        bodies.add(sample(type).put("id", "not an id"));
        bodies.add(sample(type).put("known", "yesterday"));
        bodies.add(sample(type).put("type", "ListingLost"));
        bodies.add(sample(type).put("note", "a text without a language"));
        bodies.add(sample(type).putNull("note"));
        if (sample(type).has("phase")) {
            bodies.add(sample(type).put("phase", "planned"));
            bodies.add(sample(type).put("valid", "14.02.2003"));
            bodies.add(sample(type).set("actors", JSON.createArrayNode()));
        }
        for (ObjectNode body : bodies) {
            assertThat(errors(type, type.version(), body.toString()))
                    .as("%s", body)
                    .isNotEmpty();
            assertThatThrownBy(() -> ActJson.read(body)).as("%s", body).isInstanceOf(FaultyBody.class);
        }
    }

    @Test
    void every_field_that_an_act_can_have_stands_in_some_sample() throws IOException {
        Set<String> unseen = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        for (ActType type : ActTypes.all().types()) {
            expect(RecordShape.of(type.record()), type.family(), unseen);
            see(ActJson.read(sample(type)), type.family(), seen);
        }
        unseen.removeAll(seen);
        assertThat(unseen).isEmpty();
    }

    /** Fields by family: acts of one family that have the same field need one sample of it. */
    private static void expect(RecordShape shape, String family, Set<String> fields) {
        for (RecordShape.Part part : shape.parts()) {
            switch (part) {
                case RecordShape.Flat flat ->
                    expect(flat.shape(), sharers(flat.shape().record(), family), fields);
                case RecordShape.Field field -> expect(field, shape, family, fields);
            }
        }
    }

    private static void expect(RecordShape.Field field, RecordShape shape, String family, Set<String> fields) {
        boolean isNew = fields.add(family + " " + owner(shape.record()) + field.name());
        Type type = field.type() instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : field.type();
        if (isNew && type instanceof Class<?> raw && isObject(raw)) {
            expect(RecordShape.of(raw), family, fields);
        }
    }

    /** What all acts of diplomacy have in common needs one sample in any family. */
    private static String sharers(Class<?> flat, String family) {
        return About.class.isAssignableFrom(flat) ? "any" : family;
    }

    private static void see(Object record, String family, Set<String> fields) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(record, component);
            if (value != null && value.getClass().isAnnotationPresent(Flattened.class)) {
                see(value, sharers(value.getClass(), family), fields);
            } else if (value != null && !List.of().equals(value)) {
                fields.add(family + " " + owner(record.getClass()) + component.getName());
                List<?> all = value instanceof List<?> list ? list : List.of(value);
                all.stream().filter(one -> isObject(one.getClass())).forEach(one -> see(one, family, fields));
            }
        }
    }

    private static String owner(Class<?> record) {
        return Act.class.isAssignableFrom(record) || record.isAnnotationPresent(Flattened.class)
                ? ""
                : record.getSimpleName() + ".";
    }

    private static boolean isObject(Class<?> type) {
        return type.isRecord()
                && type != Texts.class
                && !Word.class.isAssignableFrom(type)
                && !Act.class.isAssignableFrom(type);
    }

    private static @Nullable Object value(Object record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("%s".formatted(component), e);
        }
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
            ObjectNode body = read(file);
            ObjectNode kept = body.deepCopy();
            var stored = new StoredBody(type.qualifiedName(), Integer.parseInt(version(file)), body);
            assertThat(Lifts.all().lift(stored))
                    .extracting(lifted -> ActTypes.all().of(ActJson.read(lifted.body())))
                    .contains(type);
            assertThat(body).as("a lift leaves what it is given as it is").isEqualTo(kept);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_field_that_it_does_not_have_is_refused(ActType type) throws IOException {
        ObjectNode body = sample(type).put("noSuchField", "x");
        assertThatThrownBy(() -> ActJson.read(body))
                .isInstanceOf(FaultyBody.class)
                .hasMessageContaining("/noSuchField");
    }

    @ParameterizedTest
    @MethodSource("types")
    void each_field_that_it_must_have_is_asked_for_by_name(ActType type) throws IOException {
        for (RecordShape.Field field : RecordShape.of(type.record()).fields()) {
            if (field.required()) {
                ObjectNode body = sample(type);
                body.remove(field.name());
                assertThatThrownBy(() -> ActJson.read(body))
                        .isInstanceOf(FaultyBody.class)
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
                .allMatch(tag -> tag.matches(
                        "(act|actor|list|listing|mission|forum|source|relation|dataset|rulebook|erased):.+"));
    }
}
