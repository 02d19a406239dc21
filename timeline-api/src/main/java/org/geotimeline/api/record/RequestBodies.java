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

/** Reads bodies as strict JSON: UTF-8, no name twice, nothing after the end. */
public final class RequestBodies {

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The words of the library about the source of the JSON, which it does not know. */
    private static final Pattern WHERE =
            Pattern.compile("\\s*\\((?:start marker at )?\\[Source: [^]]*]\\)|\\s*\\[Source: [^]]*]");

    private RequestBodies() {}

    /** @throws UnreadableBody which names the place at which the body stops being JSON */
    public static JsonNode json(byte[] body) {
        if (body.length == 0) {
            throw malformed("the body is empty; expected an act as JSON");
        }
        try {
            return STRICT.readTree(utf8(body));
        } catch (JacksonException e) {
            var location = e.getLocation();
            throw malformed("line %d, column %d: %s"
                    .formatted(
                            location == null ? 1 : location.getLineNr(),
                            location == null ? 1 : location.getColumnNr(),
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
