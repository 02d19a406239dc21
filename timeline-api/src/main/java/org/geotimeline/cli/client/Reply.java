package org.geotimeline.cli.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.geotimeline.cli.screen.JsonText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A reply of the server.
 *
 * @param retryAfter the seconds of the header {@code Retry-After}; null without one
 * @param isWhole false if the server marked a file as incomplete
 */
public record Reply(int status, byte[] body, @Nullable String retryAfter, boolean isWhole) {

    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as a JSON object; any other body is a failure. */
    public JsonNode json() {
        JsonNode read = parsed();
        if (!read.isObject()) {
            throw foreign("object");
        }
        return read;
    }

    /** The items of the body as a JSON array; any other body is a failure. */
    public List<JsonNode> list() {
        JsonNode read = parsed();
        if (!read.isArray()) {
            throw foreign("array");
        }
        return read.valueStream().toList();
    }

    private CliFailure foreign(String expected) {
        return new CliFailure(
                Exit.FAILURE,
                "the address is not that of a timeline server: HTTP %d with a body that is not a JSON %s"
                        .formatted(status, expected));
    }

    private JsonNode parsed() {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    /** The problem in one sentence: its detail, or else its title, or else the bare status. */
    public String sentence() {
        JsonNode problem = parsed();
        for (String field : List.of("detail", "title")) {
            String sentence = JsonText.of(problem, field);
            if (!sentence.isEmpty()) {
                return sentence;
            }
        }
        return "the server answered HTTP %d without a reason".formatted(status);
    }

    /** One line for each fault: its place, its detail and the nearest names. */
    public List<String> faults() {
        String headline = sentence();
        var faults = new ArrayList<String>();
        for (JsonNode error : parsed().path("errors")) {
            var fault = new StringBuilder(place(error));
            String detail = JsonText.of(error, "detail");
            if (!detail.isEmpty() && !headline.contains(detail)) {
                fault.append(": ").append(detail);
            }
            String nearest = JsonText.of(error, "nearest");
            if (!nearest.isEmpty()) {
                fault.append(": did you mean ").append(nearest).append('?');
            }
            faults.add(fault.toString());
        }
        if (retryAfter != null) {
            faults.add("try again in %s seconds".formatted(retryAfter));
        }
        return faults;
    }

    private static String place(JsonNode error) {
        if (error.has("parameter")) {
            return "parameter " + JsonText.of(error, "parameter");
        }
        String pointer = JsonText.of(error, "pointer");
        return pointer.isEmpty() ? "the body" : "at " + pointer;
    }

    /** This reply; a problem is thrown as a {@link CliFailure}. */
    public Reply requireGood() {
        if (!isGood()) {
            throw failure();
        }
        return this;
    }

    /** The problem as a failure of the command. */
    public CliFailure failure() {
        return new CliFailure(exitCode(), sentence(), faults());
    }

    private int exitCode() {
        return switch (status) {
            case 400 -> Exit.USAGE;
            case 404, 410 -> Exit.NOT_FOUND;
            default -> Exit.FAILURE;
        };
    }
}
