package org.geotimeline.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Collectors;
import org.geotimeline.json.Fault;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A problem with a request (RFC 9457).
 *
 * @param type a stable name: {@code /problems/unknown-name}
 * @param errors the faults one by one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type, String title, int status, @Nullable String detail, List<Error> errors) {

    /**
     * One fault.
     *
     * @param pointer a JSON pointer into the body
     * @param parameter the name of a parameter
     * @param nearest the names that the sender may have meant
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Error(@Nullable String pointer, @Nullable String parameter, String detail, List<String> nearest) {

        static Error of(Fault fault) {
            return new Error(fault.pointer(), null, fault.sentence(), fault.nearest());
        }
    }

    static Problem of(HttpStatus status, String type, String title, @Nullable String detail, List<Error> errors) {
        return new Problem("/problems/" + type, title, status.value(), detail, errors);
    }

    public static Problem faults(HttpStatus status, String type, String title, List<Fault> faults) {
        List<Error> errors = faults.stream().map(Error::of).toList();
        String detail = faults.stream().map(Fault::sentence).collect(Collectors.joining("; "));
        return of(status, type, title, detail, errors);
    }

    public ResponseEntity<Problem> answer() {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(this);
    }
}
