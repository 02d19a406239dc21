package org.geotimeline.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.geotimeline.json.Fault;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.Erased;
import org.geotimeline.projection.query.NotApplied;
import org.geotimeline.projection.query.NotOnFile;
import org.geotimeline.projection.runtime.versions.VersionRefused;
import org.geotimeline.recording.ContestedDecision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns every exception into a problem. No error is answered in another way. */
@RestControllerAdvice
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** An instant whose offset has lost its sign. */
    private static final Pattern LOST_PLUS = Pattern.compile("T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)? \\d{2}:?\\d{2}");

    @ExceptionHandler
    ResponseEntity<Problem> faulty(FaultyBody e) {
        return e.isMisshapen()
                ? Problem.faults(HttpStatus.BAD_REQUEST, "not-an-act", "The body is not an act", e.faults())
                        .answer()
                : Problem.faults(HttpStatus.UNPROCESSABLE_CONTENT, "refused", "The act is refused", e.faults())
                        .answer();
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(UnreadableBody e) {
        return Problem.faults(e.status(), e.type(), "The body cannot be read", List.of(new Fault("", e.getMessage())))
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<Problem> bad(BadQuestion e, HttpServletRequest request) {
        return bad(e, e.getMessage() + plus(request));
    }

    private static ResponseEntity<Problem> bad(String parameter, String sentence) {
        return bad(new BadQuestion(parameter, sentence), sentence);
    }

    private static ResponseEntity<Problem> bad(BadQuestion e, String sentence) {
        var error = new Problem.Error(null, e.parameter(), sentence, e.nearest());
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "bad-question",
                        "The question cannot be answered as it was put",
                        sentence,
                        List.of(error))
                .answer();
    }

    /** A hint if a plus sign before an offset has become a blank, as in every address; empty otherwise. */
    private static String plus(HttpServletRequest request) {
        boolean lost = request.getParameterMap().values().stream()
                .flatMap(Stream::of)
                .anyMatch(value -> LOST_PLUS.matcher(value).find());
        return lost ? "; a plus sign in an address means a blank, so write %2B for it" : "";
    }

    @ExceptionHandler
    ResponseEntity<Problem> mismatch(MethodArgumentTypeMismatchException e) {
        Class<?> type = e.getRequiredType();
        String wanted = type == Boolean.class
                ? "true or false"
                : type == Double.class
                        ? "a number, as 0.1"
                        : type == null ? "another value" : "a whole number" + (isTooLong(e) ? " that small" : "");
        return bad(e.getName(), "'%s' is not %s".formatted(e.getValue(), wanted));
    }

    private static boolean isTooLong(MethodArgumentTypeMismatchException e) {
        return String.valueOf(e.getValue()).matches("-?\\d{9,}");
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(MissingServletRequestParameterException e) {
        return bad(e.getParameterName(), "%s is required".formatted(e.getParameterName()));
    }

    /** A parameter has a percent sign that begins no character, or bytes that are not UTF-8. */
    @ExceptionHandler
    ResponseEntity<Problem> undecodable(InvalidParameterException e) {
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "bad-question",
                        "The question cannot be answered as it was put",
                        "a parameter cannot be decoded: characters other than letters and digits are written as %XX, in"
                                + " UTF-8; a percent sign itself is %25",
                        List.of())
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<Problem> absent(NotOnFile e) {
        return Problem.of(HttpStatus.NOT_FOUND, "not-on-file", "Not on file", e.getMessage(), List.of())
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<Problem> erased(Erased e) {
        return Problem.of(HttpStatus.GONE, "erased", "Erased", e.getMessage(), List.of())
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<Problem> noSuchPlace(NoResourceFoundException e) {
        return noSuchPlace(e.getHttpMethod().name(), "/" + e.getResourcePath());
    }

    @ExceptionHandler
    ResponseEntity<Problem> noSuchPlace(NoHandlerFoundException e) {
        return noSuchPlace(e.getHttpMethod(), e.getRequestURL());
    }

    static ResponseEntity<Problem> noSuchPlace(String method, String path) {
        return Problem.of(
                        HttpStatus.NOT_FOUND,
                        "no-such-address",
                        "No such address",
                        "nothing is served at %s %s; /api/v1/openapi lists what is".formatted(method, path),
                        List.of())
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<Problem> method(HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
        var possible = new TreeSet<String>();
        Optional.ofNullable(e.getSupportedMethods()).ifPresent(methods -> possible.addAll(List.of(methods)));
        if (possible.contains("GET")) {
            possible.add("HEAD");
        }
        possible.add("OPTIONS");
        String allowed = String.join(", ", possible);
        return withHeader(
                HttpStatus.METHOD_NOT_ALLOWED,
                "method-not-allowed",
                "%s does nothing at %s; expected %s".formatted(e.getMethod(), request.getRequestURI(), allowed),
                HttpHeaders.ALLOW,
                allowed);
    }

    @ExceptionHandler
    ResponseEntity<Problem> contentType(HttpMediaTypeNotSupportedException e) {
        String read = named(e.getSupportedMediaTypes());
        String given = e.getContentType() == null
                ? "a body without a readable Content-Type"
                : "'%s'".formatted(e.getContentType());
        return withHeader(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-media-type",
                read.isEmpty()
                        ? "%s is not read here; send the file itself as the body, as curl -T does".formatted(given)
                        : "%s is not read here; expected %s".formatted(given, read),
                HttpHeaders.ACCEPT,
                read);
    }

    @ExceptionHandler
    ResponseEntity<Problem> notOffered(HttpMediaTypeNotAcceptableException e, HttpServletRequest request) {
        String offered = named(e.getSupportedMediaTypes());
        return withHeader(
                HttpStatus.NOT_ACCEPTABLE,
                "not-acceptable",
                "Accept: %s asks for nothing that is offered here; expected %s"
                        .formatted(
                                request.getHeader(HttpHeaders.ACCEPT),
                                offered.isEmpty() ? MediaType.APPLICATION_JSON_VALUE : offered),
                HttpHeaders.ACCEPT,
                offered);
    }

    /** The types without wildcards, and without YAML, which no view offers. */
    private static String named(List<MediaType> types) {
        return types.stream()
                .filter(type -> type.isConcrete() && !type.getSubtype().contains("yaml"))
                .map(MediaType::toString)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static ResponseEntity<Problem> withHeader(
            HttpStatus status, String type, String sentence, String header, String value) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (!value.isEmpty()) {
            answer.header(header, value);
        }
        return answer.body(Problem.of(status, type, status.getReasonPhrase(), sentence, List.of()));
    }

    @ExceptionHandler
    ResponseEntity<Problem> notServed(VersionRefused e) {
        return Problem.of(HttpStatus.CONFLICT, "not-served", "Not now", e.getMessage(), List.of())
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<Problem> contested(ContestedDecision e) {
        return Problem.of(HttpStatus.CONFLICT, "contested", "Others were faster", e.getMessage(), List.of())
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<Problem> behind(NotYetApplied e) {
        return later(String.valueOf(e.getMessage()));
    }

    private static ResponseEntity<Problem> later(String sentence) {
        Problem problem =
                Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "not-yet-applied", "Not yet applied", sentence, List.of());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<Problem> notApplied(NotApplied e) {
        return later(String.valueOf(e.getMessage()));
    }

    /** A reader that closes its connection is no error, and gets no answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        LOG.debug("a reader has closed its connection", e);
    }

    @ExceptionHandler
    ResponseEntity<Problem> other(Exception e) {
        if (e instanceof ErrorResponse known) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            ResponseEntity<Problem> answer = Problem.of(
                            status,
                            "http-" + status.value(),
                            status.getReasonPhrase(),
                            known.getBody().getDetail(),
                            List.of())
                    .answer();
            return ResponseEntity.status(status)
                    .headers(known.getHeaders())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(answer.getBody());
        }
        LOG.error("a request failed", e);
        return Problem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "failure",
                        "The server failed",
                        "the request is not the cause; the log of the server says what happened",
                        List.of())
                .answer();
    }
}
