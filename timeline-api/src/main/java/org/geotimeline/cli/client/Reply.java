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
 * What the server said.
 *
 * @param retryAfter seconds, as the server gave them; null where it gave none
 * @param isWhole false where the server says that a file does not hold all there is
 */
public record Reply(int status, byte[] body, @Nullable String retryAfter, boolean isWhole) {

    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body, which has to be a JSON object. */
    public JsonNode json() {
        JsonNode read = parsed();
        if (!read.isObject()) {
            throw foreign("object");
        }
        return read;
    }

    /** The items of the body, which has to be a JSON array. */
    public List<JsonNode> list() {
        JsonNode read = parsed();
        if (!read.isArray()) {
            throw foreign("array");
        }
        var items = new ArrayList<JsonNode>();
        read.forEach(items::add);
        return items;
    }

    private CliFailure foreign(String wanted) {
        return new CliFailure(
                Exit.FAILURE,
                "what answers is no timeline server, or not only: HTTP %d with a body that is not a JSON %s"
                        .formatted(status, wanted));
    }

    private JsonNode parsed() {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    /** What is wrong, in one sentence: the detail of the problem, else its title, else the bare status. */
    public String sentence() {
        JsonNode problem = parsed();
        for (String field : List.of("detail", "title")) {
            String sentence = JsonText.of(problem, field);
            if (!sentence.isEmpty()) {
                return sentence;
            }
        }
        return "the server answered HTTP %d and did not say why".formatted(status);
    }

    /** Each fault with its place and the names that may have been meant. */
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

    /** The failure of a question that was answered with a problem. */
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
