package org.geotimeline.recording;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.geotimeline.ledger.CanonicalJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON pointers to the places at which two bodies differ. */
final class BodyDifferences {

    private BodyDifferences() {}

    static Stream<String> of(JsonNode a, JsonNode b) {
        return of(a, b, "");
    }

    private static Stream<String> of(JsonNode a, JsonNode b, String pointer) {
        if (a instanceof ObjectNode left && b instanceof ObjectNode right) {
            var names = new TreeSet<String>(left.propertyNames());
            names.addAll(right.propertyNames());
            return names.stream().flatMap(name -> of(left.path(name), right.path(name), pointer + "/" + name));
        }
        return Arrays.equals(bytes(a), bytes(b)) ? Stream.empty() : Stream.of(pointer);
    }

    private static byte[] bytes(JsonNode node) {
        return node.isMissingNode() ? new byte[0] : CanonicalJson.bytes(node);
    }
}
