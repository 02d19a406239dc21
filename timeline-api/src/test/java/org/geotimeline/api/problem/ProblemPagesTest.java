package org.geotimeline.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemPagesTest {

    /** The type of a problem, the second argument of what makes one. */
    private static final Pattern TYPE =
            Pattern.compile("(?:Problem\\.(?:of|faults)|UnreadableBody|withHeader)\\(\\s*[\\w.()]+,\\s*\"([a-z-]+)\"");

    @Test
    void every_type_of_problem_that_the_code_names_has_a_page() throws IOException {
        var types = new TreeSet<String>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                TYPE.matcher(Files.readString(source)).results().forEach(found -> types.add(found.group(1)));
            }
        }
        types.remove("http-");
        assertThat(types).hasSizeGreaterThan(15).allMatch(ProblemPages::isExplained, "is explained in ProblemPages");
    }
}
