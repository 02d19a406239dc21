package org.geotimeline.rulebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The published rulebooks of the first data set. */
public final class TestRulebooks {

    private TestRulebooks() {}

    /** @param version {@code 1.0} or {@code 1.1} */
    public static ObjectNode document(String version) {
        try (InputStream in = TestRulebooks.class.getResourceAsStream("rulebook-%s.json".formatted(version))) {
            return (ObjectNode) JsonMapper.shared().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Rulebook read(String version) {
        return RulebookReader.read(document(version));
    }
}
