package org.geotimeline.api.record;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.geotimeline.act.registry.RegistryAct.RulebookPublished;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of acts, one JSON body a line. A file that ships with the product is found by its name, any other by its path. The
 * files that ship lie in one folder; the code names only the default.
 */
public record DataFile(String name, URI location) {

    /** The name of the file that is loaded if none is named. */
    public static final String DEFAULT = "afghanistan";

    private static final String FOLDER = "classpath*:org/geotimeline/dataset/*";
    private static final String ENDING = ".ndjson";

    /** The files that ship with the product, ordered by name. */
    public static List<DataFile> shipped() {
        try {
            var shipped = new ArrayList<DataFile>();
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(FOLDER + ENDING)) {
                String name = String.valueOf(file.getFilename());
                shipped.add(new DataFile(name.substring(0, name.length() - ENDING.length()), file.getURI()));
            }
            shipped.sort(Comparator.comparing(DataFile::name));
            return shipped;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the data sets of this build", e);
        }
    }

    /** The file that ships under that name, else the file at that path; empty if there is neither. */
    public static Optional<DataFile> named(String word) {
        return shipped().stream()
                .filter(shipped -> shipped.name().equals(word))
                .findFirst()
                .or(() -> file(word));
    }

    private static Optional<DataFile> file(String path) {
        try {
            Path file = Path.of(path);
            return Files.isRegularFile(file) && Files.isReadable(file)
                    ? Optional.of(new DataFile(path, file.toUri()))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The actor that the rulebook of the file is about; empty if the file has no rulebook. */
    public Optional<String> subject() {
        try (BufferedReader lines = open()) {
            String type = "\"" + RulebookPublished.class.getSimpleName() + "\"";
            return lines.lines()
                    .filter(line -> line.contains(type))
                    .map(line ->
                            JsonMapper.shared().readTree(line).path("rulebook").path("subject"))
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    BufferedReader open() throws IOException {
        InputStream bytes = location.toURL().openStream();
        return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    }
}
