package org.geotimeline.api;

import java.util.List;
import org.geotimeline.act.Fault;
import org.geotimeline.act.FaultyAct;
import org.geotimeline.projection.runtime.BadQuestion;
import org.geotimeline.projection.runtime.Erased;
import org.geotimeline.projection.runtime.NotApplied;
import org.geotimeline.projection.runtime.NotOnFile;
import org.geotimeline.projection.runtime.NotServed;
import org.geotimeline.recording.ContestedDecision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The one door by which errors leave. */
@RestControllerAdvice
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<Problem> faulty(FaultyAct e) {
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
    ResponseEntity<Problem> bad(BadQuestion e) {
        var error = new Problem.Error(null, e.parameter(), String.valueOf(e.getMessage()), e.nearest());
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "bad-question",
                        "The question cannot be answered as it was put",
                        e.getMessage(),
                        List.of(error))
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<Problem> mismatch(MethodArgumentTypeMismatchException e) {
        Class<?> type = e.getRequiredType();
        String wanted = type == Boolean.class ? "true or false" : type == null ? "another value" : "a whole number";
        return bad(new BadQuestion(e.getName(), "'%s' is not %s".formatted(e.getValue(), wanted)));
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
        return Problem.of(
                        HttpStatus.NOT_FOUND,
                        "no-such-address",
                        "No such address",
                        "nothing is served at /%s; /api/v1/openapi lists what is".formatted(e.getResourcePath()),
                        List.of())
                .answer();
    }

    @ExceptionHandler
    ResponseEntity<Problem> notServed(NotServed e) {
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

    /** A reader that went away is nobody's fault, and nobody is there to be told. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException e) {
        LOG.debug("a reader went away", e);
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
                        "it is not your request; the server's log says what happened",
                        List.of())
                .answer();
    }
}
