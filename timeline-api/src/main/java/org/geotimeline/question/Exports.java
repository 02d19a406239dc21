package org.geotimeline.question;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.geotimeline.projection.runtime.BadQuestion;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any question with {@code .json}, {@code .csv} or {@code .ndjson} behind its path is answered as a file: all its rows, not
 * a page. The same pinned question gives the same bytes.
 */
@Component
@Order(0)
class Exports extends OncePerRequestFilter {

    private final Questions questions;
    private final ObjectProvider<HandlerExceptionResolver> problems;
    private final JsonMapper json;

    Exports(
            Questions questions,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems,
            JsonMapper json) {
        this.questions = questions;
        this.problems = problems;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        Optional<Format> format = request.getMethod().equals("GET") && path.startsWith(Question.BASE + "/")
                ? Format.of(path)
                : Optional.empty();
        if (format.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Question question = question(request, format.get());
        if (!questions.answers(question, request)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            write(format.get(), questions.ask(question, request, response), request, response);
        } catch (RuntimeException e) {
            problems.getObject().resolveException(request, response, null, e);
        }
    }

    private static Question question(HttpServletRequest request, Format format) {
        String path = java.net.URLDecoder.decode(
                request.getRequestURI().substring(Question.BASE.length()), StandardCharsets.UTF_8);
        var parameters = new TreeMap<String, String>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        return new Question(path.substring(0, path.length() - format.suffix().length()), parameters);
    }

    private void write(Format format, Answered answered, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        for (Map.Entry<String, String[]> given : request.getParameterMap().entrySet()) {
            if (given.getValue().length > 1) {
                throw new BadQuestion(given.getKey(), "%s is given more than once".formatted(given.getKey()));
            }
        }
        var text = new StringWriter();
        format.write(answered, text, json);
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        String etag = "\"" + UUID.nameUUIDFromBytes(bytes) + "\"";
        boolean pinned = answered.pinned().equals(answered.question());
        String name = answered.question().path().substring(1).replaceAll("[^A-Za-z0-9.-]+", "-") + format.suffix();
        response.setHeader(HttpHeaders.CONTENT_LOCATION, answered.pinned().toString());
        response.setHeader(HttpHeaders.ETAG, etag);
        response.setHeader(HttpHeaders.CACHE_CONTROL, pinned ? "public, max-age=31536000, immutable" : "no-cache");
        if (etag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(format.mediaType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
