package org.geotimeline.api.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.geotimeline.api.problem.UnreadableBody;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bodies as JSON, strictly: UTF-8, no name twice, nothing behind the end. */
public final class RequestBodies {

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What the library says of the source: it knows none. */
    private static final Pattern WHERE =
            Pattern.compile("\\s*\\((?:start marker at )?\\[Source: [^]]*]\\)|\\s*\\[Source: [^]]*]");

    private RequestBodies() {}

    /** @throws UnreadableBody which says where the body stops being JSON */
    public static JsonNode json(byte[] body) {
        if (body.length == 0) {
            throw malformed("the body is empty; an act as JSON is right");
        }
        try {
            return STRICT.readTree(utf8(body));
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw malformed("line %d, column %d: %s"
                    .formatted(
                            at == null ? 1 : at.getLineNr(),
                            at == null ? 1 : at.getColumnNr(),
                            WHERE.matcher(e.getOriginalMessage()).replaceAll("")));
        }
    }

    private static String utf8(byte[] body) {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("the body is not UTF-8: byte %d cannot be read".formatted(bytes.position() + 1));
        }
    }

    private static UnreadableBody malformed(String sentence) {
        return new UnreadableBody(HttpStatus.BAD_REQUEST, "malformed-json", sentence);
    }
}
