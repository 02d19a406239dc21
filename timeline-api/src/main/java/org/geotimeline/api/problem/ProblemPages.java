package org.geotimeline.api.problem;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.geotimeline.projection.query.NotOnFile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The pages that the {@code type} of a problem opens: what happened, and what to do about it. */
@RestController
@Hidden
@RequestMapping(path = "/problems", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
class ProblemPages {

    private static final Pattern HTTP = Pattern.compile("http-([1-5]\\d\\d)");

    /** @param remedy what the sender does about the problem */
    private record Explained(String title, String meaning, String remedy) {}

    private static final Map<String, Explained> EXPLAINED = Map.ofEntries(
            Map.entry(
                    "bad-question",
                    new Explained(
                            "The question cannot be answered as it was put",
                            "A parameter is unknown, is given twice, or has a value that it cannot have.",
                            "Read errors: each names the parameter, the fault, and the nearest words that may be"
                                    + " meant.")),
            Map.entry(
                    "not-on-file",
                    new Explained(
                            "Not on file",
                            "Nothing with this name is on file under the clocks of the question.",
                            "Ask with later clocks (knownAt, position), or look for the name with /api/v1/actors?q= or"
                                    + " /api/v1/acts?q=.")),
            Map.entry(
                    "erased",
                    new Explained(
                            "Erased",
                            "The text of the act was erased for legal reasons; its place in the ledger and its proofs"
                                    + " stay.",
                            "Nothing brings the text back. The act that erased it says why.")),
            Map.entry(
                    "no-such-address",
                    new Explained(
                            "No such address",
                            "Nothing is served at this address.",
                            "Look for the address in /api/v1/openapi.")),
            Map.entry(
                    "not-an-act",
                    new Explained(
                            "The body is not an act",
                            "A field is missing, unknown, or of another kind than it should be. Nothing was recorded.",
                            "Read errors: each has a JSON pointer to the field. The schema of the type is at"
                                    + " /schemas/TYPE/VERSION.")),
            Map.entry(
                    "refused",
                    new Explained(
                            "The act is refused",
                            "The body is well formed, and a rule or a value stands against it. Nothing was recorded.",
                            "Read errors: each has a JSON pointer, the rule in a sentence, and the nearest names.")),
            Map.entry(
                    "taken",
                    new Explained(
                            "Another act is on file",
                            "An act with this id, or an event with this Idempotency-Key or this source and id of a"
                                    + " CloudEvent, is on file with another content.",
                            "Send a correction (ActCorrected) to change an act, or give another id.")),
            Map.entry(
                    "contested",
                    new Explained(
                            "Others were faster",
                            "Other recordings changed what the decision rests on, each time that it was tried.",
                            "Send the same body again.")),
            Map.entry(
                    "malformed-json",
                    new Explained(
                            "The body cannot be read",
                            "The body is not JSON in UTF-8, or has one name twice in an object.",
                            "The sentence names the line and the column at which the body stops being JSON.")),
            Map.entry(
                    "malformed-gzip",
                    new Explained(
                            "The body cannot be read",
                            "Content-Encoding says gzip, and the body is not packed so, or breaks off.",
                            "Pack the body again, or send it without Content-Encoding.")),
            Map.entry(
                    "unsupported-content-encoding",
                    new Explained(
                            "The body cannot be read",
                            "The body is packed in a way that is not read here.",
                            "Send it with Content-Encoding: gzip, or unpacked.")),
            Map.entry(
                    "bad-cloudevent",
                    new Explained(
                            "The body cannot be read",
                            "The CloudEvent lacks an attribute, or is of another version of the specification.",
                            "Send specversion 1.0 with id, source, type and the act in data.")),
            Map.entry(
                    "bad-idempotency-key",
                    new Explained(
                            "The body cannot be read",
                            "An Idempotency-Key is empty or too long.",
                            "Send a key of 1 to 255 characters, or none.")),
            Map.entry(
                    "too-large",
                    new Explained(
                            "The body cannot be read",
                            "The body is larger than this server takes, packed or unpacked.",
                            "Send acts one by one. docs/limits.md lists what is taken.")),
            Map.entry(
                    "not-an-erasure",
                    new Explained(
                            "The body cannot be read",
                            "The order to erase names neither an act nor a position, or gives no reason.",
                            "Send {\"act\": \"ACT-0001\", \"reason\": \"…\"}.")),
            Map.entry(
                    "method-not-allowed",
                    new Explained(
                            "Method Not Allowed",
                            "The address is served, and not with this method.",
                            "The header Allow names the methods.")),
            Map.entry(
                    "unsupported-media-type",
                    new Explained(
                            "Unsupported Media Type",
                            "The Content-Type of the body is not read here.",
                            "The header Accept names the types; JSON is in UTF-8.")),
            Map.entry(
                    "not-acceptable",
                    new Explained(
                            "Not Acceptable",
                            "The header Accept of the request excludes everything that is offered here.",
                            "Ask for application/json, application/x-ndjson or text/csv.")),
            Map.entry(
                    "not-served",
                    new Explained(
                            "Not now",
                            "The order about a version of a view cannot be carried out in its state.",
                            "The sentence says what stands against it; /api/v1/ops/versions shows the state.")),
            Map.entry(
                    "not-yet-applied",
                    new Explained(
                            "Not yet applied",
                            "The view has not applied the position that the question needs.",
                            "Ask again after the time in the header Retry-After.")),
            Map.entry(
                    "failure",
                    new Explained(
                            "The server failed",
                            "The request is not the cause.",
                            "Ask again later. The operator finds the cause in the log of the server.")));

    /** The types that have a page of their own. */
    static boolean isExplained(String type) {
        return EXPLAINED.containsKey(type);
    }

    @GetMapping
    String all() {
        String items = new TreeMap<>(EXPLAINED)
                .keySet().stream()
                        .map(type -> "<li><a href=\"/problems/%1$s\">%1$s</a>".formatted(type))
                        .collect(Collectors.joining("\n"));
        return page(
                "Problems",
                List.of("Every error is answered as a problem (RFC 9457), whose type is one of these."),
                "<ul>\n" + items + "\n</ul>");
    }

    @GetMapping("/{type}")
    String one(@PathVariable String type) {
        Explained explained = Optional.ofNullable(EXPLAINED.get(type))
                .or(() -> ofStatus(type))
                .orElseThrow(() -> new NotOnFile("no problem has the type '/problems/%s'".formatted(type)));
        return page(
                explained.title(),
                List.of(explained.meaning(), explained.remedy()),
                "<p><a href=\"/problems\">All types of problems</a></p>");
    }

    private static Optional<Explained> ofStatus(String type) {
        Matcher http = HTTP.matcher(type);
        return http.matches()
                ? Optional.ofNullable(HttpStatus.resolve(Integer.parseInt(http.group(1))))
                        .map(status -> new Explained(
                                status.getReasonPhrase(),
                                "The server, or HTTP itself, answers the status %d.".formatted(status.value()),
                                "Read detail: the sentence says what was expected."))
                : Optional.empty();
    }

    private static String page(String title, List<String> sentences, String rest) {
        String text = sentences.stream()
                .map(sentence -> "<p>%s</p>".formatted(HtmlUtils.htmlEscape(sentence, "UTF-8")))
                .collect(Collectors.joining("\n"));
        return """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%1$s</title></head>
            <body>
            <h1>%1$s</h1>
            %2$s
            %3$s
            </body>
            </html>
            """.formatted(HtmlUtils.htmlEscape(title, "UTF-8"), text, rest);
    }
}
