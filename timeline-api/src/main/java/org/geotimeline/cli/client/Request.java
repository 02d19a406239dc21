package org.geotimeline.cli.client;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A path under {@code /api/v1} with its parameters, in the order in which they were added. */
public final class Request {

    private final String path;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    private Request(String path) {
        this.path = path;
    }

    /** @param segments the parts of the path, not yet encoded */
    public static Request at(String... segments) {
        return new Request(
                Stream.of(segments).map(segment -> "/" + encoded(segment)).collect(Collectors.joining()));
    }

    /**
     * Reads a question as it appears in a URL, {@code stances?subject=TAL}; a leading {@code /api/v1/} is skipped.
     *
     * @throws CliFailure if the text is not such a question
     */
    public static Request parse(String text) {
        String own = text.replaceFirst("^/?(api/v1/)?", "");
        int query = own.indexOf('?');
        String path = query < 0 ? own : own.substring(0, query);
        try {
            Request question =
                    at(Stream.of(path.split("/")).map(Request::decoded).toArray(String[]::new));
            if (!path.matches("[^:?#]+") || path.contains("..")) {
                throw new IllegalArgumentException("no path");
            }
            for (String pair :
                    query < 0 ? new String[0] : own.substring(query + 1).split("&")) {
                int equals = pair.indexOf('=');
                question.with(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        decoded(equals < 0 ? "" : pair.substring(equals + 1)));
            }
            return question;
        } catch (IllegalArgumentException e) {
            throw new CliFailure(
                    Exit.USAGE,
                    "'%s' is not a question; expected one as in a URL, such as stances?subject=TAL".formatted(text));
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The same question, answered as a file of this format. */
    public Request as(String suffix) {
        var file = new Request(path + "." + suffix);
        file.parameters.putAll(parameters);
        return file;
    }

    /** Adds a parameter, unless its value is null. */
    public Request with(String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
        return this;
    }

    /** Adds the parameter as {@code true} if the flag is set. */
    public Request withFlag(String name, boolean isSet) {
        return with(name, isSet ? true : null);
    }

    URI on(URI server) {
        String query = parameters.entrySet().stream()
                .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(server + "/api/v1" + path + (query.isEmpty() ? "" : "?" + query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
