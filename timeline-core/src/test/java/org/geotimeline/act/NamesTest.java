package org.geotimeline.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotimeline.act.evolution.Lift;
import org.geotimeline.act.evolution.Lifts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every name under which an act was ever stored, in {@code names.txt}: a line is a qualified name and its last version, and,
 * where no act is written under it any more, what became of it after a {@code >}. A line is never removed.
 */
class NamesTest {

    private static final Path SAMPLES = Path.of("src/test/resources/org/geotimeline/act");

    /** @param becameOf the types that it is read as; itself if it is a current type */
    record Name(String type, int last, List<String> becameOf, boolean retired) {

        static Name read(String line) {
            String[] sides = line.split(" >", -1);
            String[] name = sides[0].split(" ");
            boolean retired = sides.length > 1;
            List<String> into = retired
                    ? Stream.of(sides[1].split(" "))
                            .filter(type -> !type.isEmpty())
                            .toList()
                    : List.of(name[0]);
            return new Name(name[0], Integer.parseInt(name[1]), into, retired);
        }

        Path sample(int version) {
            String[] parts = type.split("\\.");
            return SAMPLES.resolve(parts[1]).resolve("%s.v%d.json".formatted(parts[2], version));
        }
    }

    static List<Name> names() {
        try (Stream<String> lines = Files.lines(SAMPLES.resolve("names.txt"))) {
            return lines.map(Name::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_version_of_every_name_ever_used_is_read_as_what_it_became(Name name) throws IOException {
        for (int version = 1; version <= name.last(); version++) {
            var body = (ObjectNode) JsonMapper.shared().readTree(Files.readString(name.sample(version)));
            List<Act> acts = Lifts.all().lift(new StoredBody(name.type(), version, body)).stream()
                    .map(StoredBody::body)
                    .map(ActJson::read)
                    .toList();
            assertThat(acts.stream().map(act -> ActTypes.all().of(act).qualifiedName()))
                    .as("%s, version %d", name.type(), version)
                    .containsExactlyElementsOf(name.becameOf());
            if (!acts.isEmpty()) {
                assertThat(acts.getFirst().id().text())
                        .isEqualTo(body.path("id").asString());
            }
        }
    }

    @Test
    void every_current_type_stands_on_the_list_with_its_version() {
        Set<String> listed = names().stream()
                .filter(name -> !name.retired())
                .map(name -> name.type() + " " + name.last())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ActTypes.all().types().stream().map(type -> type.qualifiedName() + " " + type.version()))
                .as("write a new type, or a new version, into names.txt; nothing is ever taken out of it")
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void no_simple_name_is_ever_used_for_another_type() {
        assertThat(names().stream().map(name -> name.type().replaceFirst(".*\\.", "")))
                .doesNotHaveDuplicates();
    }

    @Test
    void every_step_reads_a_name_on_the_list_and_says_what_it_gives() {
        Set<String> listed = names().stream().map(Name::type).collect(Collectors.toSet());
        for (Lift lift : Lifts.all().steps()) {
            assertThat(listed).contains(lift.type()).containsAll(lift.into());
        }
    }
}
