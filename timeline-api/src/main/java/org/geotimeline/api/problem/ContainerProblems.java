package org.geotimeline.api.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Problems outside of every view: requests that the container itself cannot read, and failures on the way to a view. Their
 * answers have the same form as all other problems.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ContainerProblems implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Reports()));
    }

    private static Problem problem(int status, @Nullable String why) {
        HttpStatus named = Optional.ofNullable(HttpStatus.resolve(status)).orElse(HttpStatus.INTERNAL_SERVER_ERROR);
        String sentence = named.is5xxServerError() && named != HttpStatus.NOT_IMPLEMENTED
                ? "the server cannot answer this; %s".formatted(named.getReasonPhrase())
                : why == null
                        ? "the request cannot be read: its address and headers are ASCII, other characters are written"
                                + " as %7C, and an address is below /api/v1"
                        : "the request cannot be read: %s".formatted(why);
        return Problem.of(named, "http-" + named.value(), named.getReasonPhrase(), sentence, List.of());
    }

    /** Replaces the error page of the container. */
    private static final class Reports extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            Object cause = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
            Throwable why = thrown == null && cause instanceof Throwable attribute ? attribute : thrown;
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding("UTF-8");
            try {
                PrintWriter writer = response.getReporter();
                if (writer != null) {
                    writer.write(JsonMapper.shared()
                            .writeValueAsString(problem(response.getStatus(), why == null ? null : why.getMessage())));
                    response.finishResponse();
                }
            } catch (IOException gone) {
                getContainer().getLogger().debug("the reader of a problem has closed its connection", gone);
            }
        }
    }

    /** The container forwards failures to this address if they come before a view is found. */
    @RestController
    @Hidden
    static final class Failed implements ErrorController {

        @RequestMapping("/error")
        ResponseEntity<Problem> failed(HttpServletRequest request) {
            if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status)) {
                return Problems.noSuchPlace(request.getMethod(), "/error");
            }
            Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
            if (status == HttpStatus.METHOD_NOT_ALLOWED.value()) {
                return problem(status, "TRACE is not answered here").answer();
            }
            return problem(status, thrown instanceof Throwable why ? why.getMessage() : null)
                    .answer();
        }
    }
}
