package org.geotimeline.api.record;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.geotimeline.api.problem.UnreadableBody;
import org.geotimeline.json.Quoted;
import org.geotimeline.recording.EventIds;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import tools.jackson.databind.JsonNode;

/**
 * An act in a CloudEvent 1.0, in structured mode (the body) or in binary mode (headers). Source and id together name the event,
 * so that the same event is recorded once, however often it is delivered.
 *
 * @param data the act
 */
record CloudEvent(String source, String id, JsonNode data) {

    static final String STRUCTURED = "application/cloudevents+json";

    private static final String CLIENT = "cloudevents";
    private static final String VERSION = "1.0";
    private static final String HEADER = "ce-";
    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

    /**
     * Reads a request; empty if it is no CloudEvent.
     *
     * @param body the body of the request
     */
    static Optional<CloudEvent> of(HttpServletRequest request, JsonNode body) {
        if (isStructured(request)) {
            return Optional.of(structured(body));
        }
        boolean isBinary = REQUIRED.stream().anyMatch(name -> request.getHeader(HEADER + name) != null);
        return isBinary
                ? Optional.of(checked(name -> decoded(name, request.getHeader(HEADER + name)), body))
                : Optional.empty();
    }

    private static boolean isStructured(HttpServletRequest request) {
        try {
            MediaType given = MediaType.parseMediaType(String.valueOf(request.getContentType()));
            return MediaType.parseMediaType(STRUCTURED).equalsTypeAndSubtype(given);
        } catch (InvalidMediaTypeException none) {
            return false;
        }
    }

    private static CloudEvent structured(JsonNode event) {
        checkContentType(event.path("datacontenttype").asString(MediaType.APPLICATION_JSON_VALUE));
        JsonNode data = event.has("data_base64") ? unpacked(event.path("data_base64")) : event.path("data");
        if (data.isMissingNode()) {
            throw bad("a CloudEvent has the act in its field data");
        }
        return checked(name -> event.path(name).isString() ? event.path(name).stringValue() : null, data);
    }

    private static void checkContentType(String given) {
        try {
            MimeType type = MimeType.valueOf(given);
            boolean isJson =
                    type.getSubtype().equalsIgnoreCase("json") || "json".equalsIgnoreCase(type.getSubtypeSuffix());
            if (isJson) {
                return;
            }
        } catch (InvalidMimeTypeException none) {
            // refused below
        }
        throw bad("datacontenttype '%s' is not read; expected application/json".formatted(Quoted.text(given)));
    }

    private static JsonNode unpacked(JsonNode packed) {
        try {
            return RequestBodies.json(Base64.getDecoder().decode(packed.asString("")));
        } catch (IllegalArgumentException none) {
            throw bad("data_base64 is not base64");
        }
    }

    private static CloudEvent checked(Function<String, @Nullable String> attributes, JsonNode data) {
        for (String name : REQUIRED) {
            String value = attributes.apply(name);
            if (value == null || value.isEmpty()) {
                throw bad("a CloudEvent has the attribute %s, a text that is not empty".formatted(name));
            }
        }
        String version = String.valueOf(attributes.apply("specversion"));
        if (!version.equals(VERSION)) {
            throw bad("specversion '%s' is not read; expected %s".formatted(Quoted.text(version), VERSION));
        }
        return new CloudEvent(String.valueOf(attributes.apply("source")), String.valueOf(attributes.apply("id")), data);
    }

    /** A header has characters other than printable ASCII as {@code %XX}. */
    private static @Nullable String decoded(String name, @Nullable String header) {
        try {
            String decoded =
                    header == null ? null : URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (decoded == null || decoded.indexOf('\uFFFD') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw bad("the header ce-%s cannot be decoded; expected UTF-8 as %%XX".formatted(name));
    }

    private static UnreadableBody bad(String sentence) {
        return new UnreadableBody(HttpStatus.BAD_REQUEST, "bad-cloudevent", sentence);
    }

    /** The id of the event under which the act is recorded. */
    UUID event() {
        return EventIds.keyed(CLIENT, "%d:%s:%s".formatted(source.length(), source, id));
    }
}
