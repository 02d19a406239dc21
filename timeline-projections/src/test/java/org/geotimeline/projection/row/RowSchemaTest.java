package org.geotimeline.projection.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What must hold for every row; {@code -Dtimeline.schemas.write=true} writes the checked-in schemas again. */
class RowSchemaTest {

    private static final Path SCHEMAS = Path.of("src/main/resources/org/geotimeline/projection/row");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static List<Class<? extends Record>> rows() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.geotimeline.projection")
                        .stream()
                        .filter(found -> found.isAnnotatedWith(Row.class))
                        .map(JavaClass::reflect)
                        .<Class<? extends Record>>map(found -> found.asSubclass(Record.class))
                        .sorted(Comparator.comparing(
                                found -> RowSchema.row(found).name()))
                        .toList();
    }

    @Test
    void every_row_has_a_name_of_its_own() {
        assertThat(rows().stream().map(row -> RowSchema.row(row).name())).doesNotHaveDuplicates();
        assertThat(rows().stream().map(Class::getSimpleName)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void its_schema_is_checked_in_as_its_record_gives_it(Class<? extends Record> type) throws IOException {
        Row row = RowSchema.row(type);
        Path file = SCHEMAS.resolve("%s.v%d.schema.json".formatted(row.name(), row.version()));
        String schema = JSON.writeValueAsString(RowSchema.of(type)) + "\n";
        if (Boolean.getBoolean("timeline.schemas.write")) {
            Files.createDirectories(SCHEMAS);
            Files.writeString(file, schema);
        }
        assertThat(file)
                .as("written by -Dtimeline.schemas.write=true")
                .content()
                .isEqualTo(schema);
    }
}
