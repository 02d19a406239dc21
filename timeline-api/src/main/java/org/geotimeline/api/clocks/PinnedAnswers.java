package org.geotimeline.api.clocks;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.geotimeline.api.http.Validators;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.query.UnderClocks;
import org.geotimeline.store.EventLog;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.JsonNode;

/**
 * Gives every answer its pinned address: the question with all its clocks, under which the answer never changes. An answer
 * that was asked for by that address may be cached for ever.
 */
@RestControllerAdvice
public class PinnedAnswers implements ResponseBodyAdvice<Object> {

    /** The attribute of a request in whose question ids have replaced names: the ids by parameter. */
    public static final String UNDERSTOOD = PinnedAnswers.class.getName() + ".understood";

    private static final String QUESTION = "question";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final EventLog log;
    private final StepTables tables;

    PinnedAnswers(EventLog log, StepTables tables) {
        this.log = log;
        this.tables = tables;
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        Map<String, String> clocks = clocks(body);
        if (!clocks.isEmpty() && request instanceof ServletServerHttpRequest asked) {
            var parameters = new TreeMap<String, String>();
            asked.getServletRequest().getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
            parameters.remove("after");
            Map<String, String> pins = pins(body, clocks);
            boolean pinned =
                    pins.entrySet().stream().allMatch(pin -> pin.getValue().equals(parameters.get(pin.getKey())));
            parameters.putAll(pins);
            HttpHeaders headers = response.getHeaders();
            String address = request.getURI().getRawPath() + "?" + query(parameters);
            headers.set(HttpHeaders.CONTENT_LOCATION, address);
            // An erasure is the one thing that changes an answer under old clocks.
            String tag = Validators.tag(address + basis(body, returned) + " " + log.lastErasure());
            headers.setETag(tag);
            headers.setCacheControl(pinned ? FOR_EVER : "no-cache");
            if (isFound(response) && Validators.isKnown(asked.getServletRequest(), tag)) {
                return notModified(response);
            }
        }
        return body instanceof Answer<?> answer && request instanceof ServletServerHttpRequest asked
                ? understood(answer, asked.getServletRequest().getAttribute(UNDERSTOOD))
                : body;
    }

    private static boolean isFound(ServerHttpResponse response) {
        return response instanceof ServletServerHttpResponse servlet
                && servlet.getServletResponse().getStatus() == HttpServletResponse.SC_OK;
    }

    /** Answers with the headers alone; without a body nothing else is written. */
    private static @Nullable Object notModified(ServerHttpResponse response) {
        response.getHeaders().setVary(List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_ENCODING));
        response.setStatusCode(HttpStatus.NOT_MODIFIED);
        try {
            response.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return null;
    }

    @SuppressWarnings("unchecked") // the attribute is set in one place
    private static Answer<?> understood(Answer<?> answer, @Nullable Object ids) {
        return ids == null ? answer : answer.with((Map<String, String>) ids);
    }

    /** The parameters that pin an answer: its clocks, or the pinned question that an answer is about. */
    private static Map<String, String> pins(@Nullable Object body, Map<String, String> clocks) {
        return body instanceof JsonNode about && about.path(QUESTION).isString()
                ? Map.of(QUESTION, about.path(QUESTION).stringValue())
                : clocks;
    }

    private static Map<String, String> clocks(@Nullable Object body) {
        var clocks = new TreeMap<String, String>();
        if (body instanceof UnderClocks answer) {
            AsOf asOf = answer.asOf();
            clocks.put("validAt", asOf.validAt().toString());
            clocks.put("knownAt", asOf.knownAt().toString());
            clocks.put("position", Long.toString(asOf.position()));
            String rulebook = answer.rulebook();
            if (rulebook != null) {
                clocks.put("rulebook", rulebook);
            }
        } else if (body instanceof JsonNode answer && answer.path("asOf").isObject()) {
            answer.path("asOf")
                    .properties()
                    .forEach(
                            clock -> clocks.put(clock.getKey(), clock.getValue().asString()));
        }
        return clocks;
    }

    /** What else an answer follows from: the version of the view that answers, because another may give another answer. */
    private String basis(@Nullable Object body, MethodParameter returned) {
        RowsOf rowsOf = returned.getMethodAnnotation(RowsOf.class);
        if (rowsOf != null) {
            return tables.of(rowsOf.projection()).name();
        }
        return switch (body) {
            case Answer<?> answer -> answer.view().toString();
            case JsonNode answer -> answer.toString();
            case null, default -> "";
        };
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p -> encoded(p.getKey()) + "=" + encoded(p.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
