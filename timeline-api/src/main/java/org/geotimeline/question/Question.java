package org.geotimeline.question;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.geotimeline.projection.query.BadQuestion;
import org.jspecify.annotations.Nullable;

/**
 * A question as an address below {@code /api/v1} with its parameters.
 *
 * @param path {@code /stances}
 */
record Question(String path, SortedMap<String, String> parameters) {

    static final String BASE = "/api/v1";

    Question {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** Reads {@code stances?subject=TAL}, with or without the base path. */
    static Question parse(@Nullable String text) {
        if (text == null) {
            throw new BadQuestion("question", "question is required, as in question=stances%3Fsubject%3DTAL");
        }
        try {
            URI uri = new URI(text.startsWith("/") ? text : "/" + text);
            String path = uri.getPath();
            if (uri.isAbsolute() || uri.getAuthority() != null || path == null || path.contains("..")) {
                throw new URISyntaxException(text, "no path");
            }
            String own = path.startsWith(BASE + "/") ? path.substring(BASE.length()) : path;
            return new Question(own, parameters(uri.getRawQuery()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new BadQuestion(
                    "question",
                    "'%s' is no question; expected an address with its parameters, as in stances?subject=TAL"
                            .formatted(text));
        }
    }

    private static SortedMap<String, String> parameters(@Nullable String query) {
        var parameters = new TreeMap<String, String>();
        if (query != null && !query.isEmpty()) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                parameters.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** True if the request asks something below the base path. */
    static boolean isAsked(HttpServletRequest request) {
        return List.of("GET", "HEAD").contains(request.getMethod())
                && request.getRequestURI().startsWith(BASE + "/");
    }

    /** The question that a request asks, each parameter with its first value. */
    static Question of(HttpServletRequest request) {
        String path = decoded(request.getRequestURI().substring(BASE.length()).replace("+", "%2B"));
        var parameters = new TreeMap<String, String>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        return new Question(path, parameters);
    }

    /** The same question, with these parameters instead of its own of the same name. */
    Question with(Map<String, String> more) {
        var all = new TreeMap<>(parameters);
        all.putAll(more);
        return new Question(path, all);
    }

    /** The same question, answered as a file with that suffix. */
    Question as(String suffix) {
        return new Question(path + suffix, parameters);
    }

    /** The same question without the suffix of a format. */
    Question without(Optional<FileFormat> format) {
        return format.map(suffixed -> new Question(
                        path.substring(0, path.length() - suffixed.suffix().length()), parameters))
                .orElse(this);
    }

    Question without(String parameter) {
        var all = new TreeMap<>(parameters);
        all.remove(parameter);
        return new Question(path, all);
    }

    /** The address, with its parameters in the order of their names. */
    @Override
    public String toString() {
        String query = parameters.entrySet().stream()
                .map(p -> encoded(p.getKey()) + "=" + encoded(p.getValue()))
                .collect(Collectors.joining("&"));
        return BASE + path + (query.isEmpty() ? "" : "?" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
