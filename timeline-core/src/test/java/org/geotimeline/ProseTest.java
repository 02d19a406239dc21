package org.geotimeline;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds sources and pages to the rules of prose in CONTRIBUTING.md: the words that stop a reader most often, and some
 * habits of code. A word in italics (<em>*anew*</em> in Markdown) is a quotation and is allowed.
 */
class ProseTest {

    private static final int MAX_LINES = 500;
    private static final int MAX_FILES = 25;

    private static final List<Habit> WORDS = List.of(
            word("anew", "again"),
            word("upon", "on"),
            word("in the place of", "instead of"),
            word("of before", "old, earlier"),
            word("of today", "current"),
            word("(whoever|whomever)", "a caller that, a reader that, anyone who"),
            word("(for|of|to|by|with) who", "name the one that is meant"),
            word("who comes", "name the one that is meant"),
            word("nobody else may", "only … may"),
            word("so many(?! that)", "the number of …, with its unit"),
            word("(?<!to )right (is|are)", "expected …"),
            word("(takes?|taken|taking|took) away", "remove"),
            word("told of", "reported, shown"),
            word("told so", "refused, answered with …"),
            word("said of", "about: an act about …"),
            word("of then", "earlier, or the date that is meant"));

    private static final List<Habit> LEFT_OVERS = List.of(
            new Habit(Pattern.compile("\\b(TODO|FIXME)\\b"), "", "do it, or leave it"),
            new Habit(
                    Pattern.compile("(?<![\\w.$}])/(work|home|root|Users)/[\\w.-]+"),
                    "",
                    "a path that exists on every machine"));

    /** A name of the JDK with its package, outside imports, comments and strings. */
    private static final Habit QUALIFIED = new Habit(
            Pattern.compile("(?m)(?<=^(?!import |\\s{0,99}\\*|\\s{0,99}//)[^\"\\n]{0,150}[^\\w.'\"])java\\."
                    + "(util|time|io|nio|net|math|sql)\\.[a-z.]*[A-Z]\\w*"),
            "",
            "an import");

    private static final Pattern BODY = Pattern.compile("(?m)^ .*java\\.(util|time|io|nio|net|math|sql)\\.");

    private static final Path PROJECT = project();

    @Test
    void no_sentence_uses_a_word_that_stops_a_reader() {
        assertThat(findings(texts(), WORDS)).isEmpty();
    }

    @Test
    void nothing_is_left_to_be_done_and_no_path_is_that_of_one_machine() {
        assertThat(findings(texts(), LEFT_OVERS)).isEmpty();
    }

    @Test
    void names_of_the_jdk_are_imported() {
        assertThat(findings(sources().filter(file -> BODY.matcher(text(file)).find()), List.of(QUALIFIED)))
                .isEmpty();
    }

    @Test
    void no_class_of_main_is_longer_than_500_lines() {
        assertThat(sources().filter(ProseTest::isMain).filter(file -> lines(file) > MAX_LINES))
                .map(file -> "%s: %d lines".formatted(PROJECT.relativize(file), lines(file)))
                .isEmpty();
    }

    @Test
    void no_package_of_main_has_more_than_25_files() {
        var packages = sources()
                .filter(ProseTest::isMain)
                .collect(groupingBy(file -> PROJECT.relativize(file.getParent()), TreeMap::new, counting()));
        packages.values().removeIf(files -> files <= MAX_FILES);
        assertThat(packages).isEmpty();
    }

    /** What is not to be written, and what to write instead. */
    private record Habit(Pattern pattern, String hint, String instead) {}

    private static final Pattern PARTED = Pattern.compile("[\\s_*/#|>-]+");

    /** Words may be parted by the end of a line, with the marks of a comment, or by the underscores of a name. */
    private static Habit word(String words, String instead) {
        String parted = words.replace(" ", "[\\s_*/#|>-]+");
        String hint = words.replaceAll("\\(.*?\\)", "").strip(); // literal, so that most files need no pattern
        return new Habit(Pattern.compile("(?i)(?<![a-z*])(?:" + parted + ")(?![a-z*])"), hint, instead);
    }

    private static List<String> findings(Stream<Path> files, List<Habit> habits) {
        var found = new ArrayList<String>();
        files.forEach(file -> {
            String text = text(file);
            String folded = PARTED.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ");
            for (Habit habit : habits) {
                if (!folded.contains(habit.hint())) {
                    continue;
                }
                habit.pattern()
                        .matcher(text)
                        .results()
                        .forEach(match -> found.add("%s:%d: \"%s\"; write: %s"
                                .formatted(
                                        PROJECT.relativize(file),
                                        text.substring(0, match.end()).lines().count(),
                                        match.group().strip().replaceAll("\\s+", " "),
                                        habit.instead())));
            }
        });
        return found;
    }

    private static Stream<Path> sources() {
        return texts().filter(file -> file.toString().endsWith(".java"));
    }

    /** Production code; the benchmarks are one package by their nature. */
    private static boolean isMain(Path file) {
        return file.toString().contains("/src/main/") && !file.startsWith(PROJECT.resolve("deploy/bench"));
    }

    private static Stream<Path> texts() {
        var texts = new ArrayList<Path>();
        try {
            Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = folder.getFileName().toString();
                    boolean isOthers = name.equals("target")
                            || name.equals("node_modules")
                            || name.startsWith(".") && !name.equals(".ci") && !folder.equals(PROJECT);
                    return isOthers ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (isText(PROJECT.relativize(file).toString().replace('\\', '/'))) {
                        texts.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.stream().sorted();
    }

    /** Left out: data, migrations (Flyway compares their bytes), the texts of published schemas, and this list of words. */
    private static boolean isText(String path) {
        return (path.matches(".*\\.(java|md|sql|sh)") || path.equals("timeline") || path.startsWith(".ci/"))
                && !path.matches(".*/src/test/resources/.*|.*/dataset/.*\\.md|.*/db/timeline/V.*\\.sql")
                && !path.endsWith("/act/Schemas.java")
                && !path.endsWith("/ProseTest.java");
    }

    private static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no folder above has mvnw");
        }
        return folder;
    }

    private static long lines(Path file) {
        return text(file).lines().count();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
