package org.geotimeline.question;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.Erased;
import org.geotimeline.projection.query.NotOnFile;
import org.geotimeline.projection.query.RowsOf;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.DefaultDataBinderFactory;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.method.support.HandlerMethodArgumentResolverComposite;
import org.springframework.web.method.support.InvocableHandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks the methods that answer questions over HTTP. */
@Component
class Questions {

    /** The number of rows that one whole answer holds. */
    private static final int MAX_ROWS = 100_000;

    private static final String PAGE_ROWS = "1000";

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private final ObjectProvider<RequestMappingHandlerAdapter> adapters;
    private final JsonMapper json;
    private final NamesInQuestions names;

    Questions(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings,
            @Qualifier("requestMappingHandlerAdapter") ObjectProvider<RequestMappingHandlerAdapter> adapters,
            JsonMapper json,
            NamesInQuestions names) {
        this.mappings = mappings;
        this.adapters = adapters;
        this.json = json;
        this.names = names;
    }

    /** The whole answer, page after page under the clocks of the first, to the question with ids instead of names. */
    WholeAnswer ask(Question asked, HttpServletRequest within, HttpServletResponse response) {
        Question question = names.understood(asked, within).question();
        boolean paged = has(question, within, "limit");
        Map<String, String> limit =
                paged && !question.parameters().containsKey("limit") ? Map.of("limit", PAGE_ROWS) : Map.of();
        boolean whole = !question.parameters().containsKey("limit");
        var rows = new ArrayList<ObjectNode>();
        Page first = page(question.with(limit), within, response);
        ObjectNode body = first.body();
        String next = rows(body, rows);
        while (whole && next != null && rows.size() < MAX_ROWS) {
            ObjectNode more = page(question.with(limit).with(Map.of("cursor", next)), within, response)
                    .body();
            next = rows(more, rows);
        }
        body.remove(List.of("rows", "next", "complete"));
        return new WholeAnswer(question, body, rows, next == null, first.rowsOf());
    }

    /** Adds the rows of a page, and returns the cursor of the next page. An answer without rows is one row itself. */
    private static @Nullable String rows(ObjectNode body, List<ObjectNode> rows) {
        if (body.path("rows").isArray()) {
            body.path("rows").forEach(row -> rows.add((ObjectNode) row));
        } else {
            ObjectNode row = body.deepCopy();
            row.remove("asOf");
            rows.add(row);
        }
        return body.path("next").asStringOpt().orElse(null);
    }

    private record Page(ObjectNode body, @Nullable RowsOf rowsOf) {}

    private Page page(Question question, HttpServletRequest within, HttpServletResponse response) {
        var request = new InnerRequest(within, question);
        HandlerExecutionChain chain = chain(request, question);
        HandlerMethod method = (HandlerMethod) chain.getHandler();
        try {
            for (HandlerInterceptor interceptor : chain.getInterceptorList()) {
                interceptor.preHandle(request, response, method);
            }
            Object answer = invocable(method)
                    .invokeForRequest(new ServletWebRequest(request, response), new ModelAndViewContainer());
            Object body = answer instanceof ResponseEntity<?> entity ? entity.getBody() : answer;
            JsonNode tree = json.valueToTree(body);
            if (!(tree instanceof ObjectNode object)) {
                throw unanswerable(question);
            }
            return new Page(object, method.getMethodAnnotation(RowsOf.class));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot ask " + question, e);
        }
    }

    private HandlerExecutionChain chain(InnerRequest request, Question question) {
        try {
            ServletRequestPathUtils.parseAndCache(request);
            HandlerExecutionChain chain = mappings.getObject().getHandler(request);
            if (chain != null
                    && chain.getHandler() instanceof HandlerMethod method
                    && List.of(method.getMethod().getParameterTypes()).contains(Clocks.class)) {
                return chain;
            }
        } catch (Exception e) {
            throw unanswerable(question);
        }
        throw unanswerable(question);
    }

    private static BadQuestion unanswerable(Question question) {
        return new BadQuestion(
                "question",
                "nothing answers '%s' under clocks; /api/v1/openapi lists what does".formatted(question.path()));
    }

    /** True if a method with clocks answers that address. */
    boolean answers(Question question, HttpServletRequest within) {
        try {
            chain(new InnerRequest(within, question), question);
            return true;
        } catch (BadQuestion none) {
            return false;
        }
    }

    /** True if the path ends with the id of something that is on file under the clocks of the question. */
    boolean isOnFile(Question question, HttpServletRequest within, HttpServletResponse response) {
        if (!answers(question, within)) {
            return false;
        }
        try {
            page(question, within, response);
            return true;
        } catch (Erased erased) {
            return true;
        } catch (NotOnFile | BadQuestion | MethodArgumentTypeMismatchException other) {
            return false;
        }
    }

    /** True if the method that answers the question has that parameter. */
    private boolean has(Question question, HttpServletRequest within, String parameter) {
        var request = new InnerRequest(within, question);
        HandlerMethod method = (HandlerMethod) chain(request, question).getHandler();
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(p -> parameter.equals(p.getParameter().getName()));
    }

    private InvocableHandlerMethod invocable(HandlerMethod method) {
        RequestMappingHandlerAdapter adapter = adapters.getObject();
        var invocable = new InvocableHandlerMethod(method);
        invocable.setHandlerMethodArgumentResolvers(
                new HandlerMethodArgumentResolverComposite().addResolvers(adapter.getArgumentResolvers()));
        invocable.setDataBinderFactory(new DefaultDataBinderFactory(adapter.getWebBindingInitializer()));
        invocable.setParameterNameDiscoverer(new DefaultParameterNameDiscoverer());
        return invocable;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
