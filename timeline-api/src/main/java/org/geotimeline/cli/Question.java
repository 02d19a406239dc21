package org.geotimeline.cli;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is asked of the server: a path under {@code /api/v1} and its parameters, in the order they were given. */
final class Question {

    private final String path;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    private Question(String path) {
        this.path = path;
    }

    /** @param segments of the path, as they are meant; what a URL cannot carry is encoded here */
    static Question at(String... segments) {
        return new Question(
                Stream.of(segments).map(segment -> "/" + encoded(segment)).collect(Collectors.joining()));
    }

    /** With the parameter where it has a value; a parameter that was not given is not sent. */
    Question with(String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
        return this;
    }

    /** With the parameter only where it was wished for. */
    Question withTrue(String name, boolean wished) {
        return with(name, wished ? true : null);
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
