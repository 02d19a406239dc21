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

/** What is asked of the server: a path under {@code /api/v1} and its parameters, in the order they were given. */
public final class Request {

    private final String path;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    private Request(String path) {
        this.path = path;
    }

    /** @param segments of the path, as they are meant; what a URL cannot carry is encoded here */
    public static Request at(String... segments) {
        return new Request(
                Stream.of(segments).map(segment -> "/" + encoded(segment)).collect(Collectors.joining()));
    }

    /**
     * Reads a question as it stands in an address, {@code stances?subject=TAL}, with or without what is before it there.
     *
     * @throws CliFailure where it is none
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
                int at = pair.indexOf('=');
                question.with(
                        decoded(at < 0 ? pair : pair.substring(0, at)), decoded(at < 0 ? "" : pair.substring(at + 1)));
            }
            return question;
        } catch (IllegalArgumentException e) {
            throw new CliFailure(
                    Exit.USAGE,
                    "'%s' is no question; expected one as in an address, stances?subject=TAL".formatted(text));
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The same as a file of that kind. */
    public Request as(String suffix) {
        var file = new Request(path + "." + suffix);
        file.parameters.putAll(parameters);
        return file;
    }

    /** With the parameter where it has a value; a parameter that was not given is not sent. */
    public Request with(String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
        return this;
    }

    /** With the parameter only where it was wished for. */
    public Request withTrue(String name, boolean wished) {
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
