package org.geotimeline.question;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.geotimeline.projection.query.BadQuestion;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers questions as files: a question with {@code .json}, {@code .csv} or {@code .ndjson} behind its path, and one whose
 * reader prefers {@code text/csv} or {@code application/x-ndjson}. A file holds all rows, not a page. The same pinned
 * question gives the same bytes.
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
        boolean isAsked = List.of("GET", "HEAD").contains(request.getMethod())
                && request.getRequestURI().startsWith(Question.BASE + "/");
        if (!isAsked || !isAnswered(request, response)) {
            chain.doFilter(request, response);
        }
    }

    /** True if the request has been answered as a file, or with a problem. */
    private boolean isAnswered(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Optional<FileFormat> named = FileFormat.of(request.getRequestURI());
            Question question = question(request, named.map(FileFormat::suffix).orElse(""));
            if (!questions.answers(question, request)) {
                return false;
            }
            if (named.isEmpty()) {
                response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
            }
            Optional<FileFormat> format = named.isPresent() ? named : FileFormat.preferred(accepted(request));
            if (format.isPresent()) {
                write(format.get(), questions.ask(question, request, response), request, response);
            }
            return format.isPresent();
        } catch (RuntimeException | HttpMediaTypeNotAcceptableException e) {
            problems.getObject().resolveException(request, response, null, e);
            return true;
        }
    }

    private static List<MediaType> accepted(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
        try {
            List<MediaType> accepted =
                    MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
            boolean offered = accepted.stream()
                    .filter(type -> type.getQualityValue() > 0)
                    .anyMatch(type -> FileFormat.offered().stream().anyMatch(type::includes));
            if (accepted.isEmpty() || offered) {
                return accepted;
            }
        } catch (InvalidMediaTypeException unreadable) {
            // reported below with the types that are offered
        }
        throw new HttpMediaTypeNotAcceptableException(FileFormat.offered());
    }

    private static Question question(HttpServletRequest request, String suffix) {
        String path =
                URLDecoder.decode(request.getRequestURI().substring(Question.BASE.length()), StandardCharsets.UTF_8);
        var parameters = new TreeMap<String, String>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        return new Question(path.substring(0, path.length() - suffix.length()), parameters);
    }

    private void write(FileFormat format, WholeAnswer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        for (Map.Entry<String, String[]> given : request.getParameterMap().entrySet()) {
            if (given.getValue().length > 1) {
                throw new BadQuestion(given.getKey(), "%s is given more than once".formatted(given.getKey()));
            }
        }
        var text = new StringWriter();
        format.write(answer, text, json);
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        String etag = "\"" + UUID.nameUUIDFromBytes(bytes) + "\"";
        boolean pinned = answer.pinned().equals(answer.question());
        String name = answer.question().path().substring(1).replaceAll("[^A-Za-z0-9.-]+", "-") + format.suffix();
        response.setHeader(
                HttpHeaders.CONTENT_LOCATION,
                answer.pinned().as(format.suffix()).toString());
        response.setHeader("Timeline-Complete", Boolean.toString(answer.complete()));
        response.setHeader(HttpHeaders.ETAG, etag);
        response.setHeader(HttpHeaders.CACHE_CONTROL, pinned ? "public, max-age=31536000, immutable" : "no-cache");
        if (etag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(format.mediaType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        response.setContentLength(bytes.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(bytes);
        }
    }
}
