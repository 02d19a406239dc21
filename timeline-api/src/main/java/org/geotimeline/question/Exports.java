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
import org.geotimeline.api.http.Validators;
import org.geotimeline.projection.query.BadQuestion;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers questions as files: a question with {@code .json}, {@code .csv} or {@code .ndjson} behind its path, and one whose
 * reader prefers {@code text/csv} or {@code application/x-ndjson}. An id that ends like a file is found first as an id. A file
 * holds all rows, not a page. The same pinned question gives the same bytes.
 */
@Component
@Order(0)
class Exports extends OncePerRequestFilter {

    /** The parameter of a CSV file that is opened in Excel, which reads UTF-8 only behind a byte order mark. */
    private static final String EXCEL = "excel";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

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
        if (!Question.isAsked(request) || !isAnswered(request, response)) {
            chain.doFilter(request, response);
        }
    }

    /** True if the request has been answered as a file, or with a problem. */
    private boolean isAnswered(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Question asked = Question.of(request);
            Optional<FileFormat> named =
                    FileFormat.of(asked.path()).filter(format -> !questions.isOnFile(asked, request, response));
            boolean excel = named.equals(Optional.of(FileFormat.CSV))
                    && "1".equals(asked.parameters().get(EXCEL));
            Question question = excel ? asked.without(named).without(EXCEL) : asked.without(named);
            if (!questions.answers(question, request)) {
                return false;
            }
            if (named.isEmpty()) {
                response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
            }
            FileFormat format = named.isPresent() ? named.get() : FileFormat.preferred(request);
            boolean isFile = named.isPresent() || format != FileFormat.JSON;
            if (isFile) {
                write(format, excel, questions.ask(question, request, response), request, response);
            }
            return isFile;
        } catch (RuntimeException | HttpMediaTypeNotAcceptableException e) {
            problems.getObject().resolveException(request, response, null, e);
            return true;
        }
    }

    private void write(
            FileFormat format,
            boolean excel,
            WholeAnswer answer,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        for (Map.Entry<String, String[]> given : request.getParameterMap().entrySet()) {
            if (given.getValue().length > 1) {
                throw new BadQuestion(given.getKey(), "%s is given more than once".formatted(given.getKey()));
            }
        }
        var text = new StringWriter();
        text.write(excel ? BYTE_ORDER_MARK : "");
        format.write(answer, text, json);
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        String etag = Validators.tag(bytes);
        boolean pinned = answer.pinned().equals(answer.question());
        String name = answer.question().path().substring(1).replaceAll("[^A-Za-z0-9.-]+", "-") + format.suffix();
        response.setHeader(
                HttpHeaders.CONTENT_LOCATION,
                answer.pinned()
                        .as(format.suffix())
                        .with(excel ? Map.of(EXCEL, "1") : Map.of())
                        .toString());
        response.setHeader("Timeline-Complete", Boolean.toString(answer.complete()));
        response.setHeader(HttpHeaders.ETAG, etag);
        response.setHeader(HttpHeaders.CACHE_CONTROL, pinned ? "public, max-age=31536000, immutable" : "no-cache");
        if (Validators.isKnown(request, etag)) {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
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
