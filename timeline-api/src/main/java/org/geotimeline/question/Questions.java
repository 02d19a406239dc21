package org.geotimeline.question;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.Clocks;
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

/** Puts questions to the methods that answer them over HTTP. */
@Component
class Questions {

    /** Maximum number of rows of one whole answer. */
    static final int MOST = 100_000;

    private static final String PAGE = "1000";

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private final ObjectProvider<RequestMappingHandlerAdapter> adapters;
    private final JsonMapper json;

    Questions(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings,
            @Qualifier("requestMappingHandlerAdapter") ObjectProvider<RequestMappingHandlerAdapter> adapters,
            JsonMapper json) {
        this.mappings = mappings;
        this.adapters = adapters;
        this.json = json;
    }

    /** The whole answer, page after page under the clocks of the first. */
    Answered ask(Question question, HttpServletRequest within, HttpServletResponse response) {
        boolean paged = has(question, within, "limit");
        Map<String, String> page =
                paged && !question.parameters().containsKey("limit") ? Map.of("limit", PAGE) : Map.of();
        boolean whole = !question.parameters().containsKey("limit");
        var rows = new ArrayList<ObjectNode>();
        One first = one(question.with(page), within, response);
        ObjectNode body = first.body();
        String next = rows(body, rows);
        while (whole && next != null && rows.size() < MOST) {
            ObjectNode more = one(question.with(page).with(Map.of("cursor", next)), within, response)
                    .body();
            next = rows(more, rows);
        }
        body.remove(List.of("rows", "next", "complete"));
        return new Answered(question, body, rows, next == null, first.rowsOf());
    }

    /** Adds the rows of a page, and gives the cursor of the next one. What has no rows is one row itself. */
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

    private record One(ObjectNode body, @Nullable RowsOf rowsOf) {}

    private One one(Question question, HttpServletRequest within, HttpServletResponse response) {
        var request = new Asked(within, question);
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
            return new One(object, method.getMethodAnnotation(RowsOf.class));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("cannot ask " + question, e);
        }
    }

    private HandlerExecutionChain chain(Asked request, Question question) {
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

    /** Whether something answers that address under clocks. */
    boolean answers(Question question, HttpServletRequest within) {
        try {
            chain(new Asked(within, question), question);
            return true;
        } catch (BadQuestion none) {
            return false;
        }
    }

    /** Whether the question has that parameter. */
    private boolean has(Question question, HttpServletRequest within, String parameter) {
        var request = new Asked(within, question);
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

    /** A request within another one: only the question is its own, and what it is given on its way. */
    private static final class Asked extends HttpServletRequestWrapper {
        private final Question question;
        private final Map<String, Object> attributes = new HashMap<>();

        Asked(HttpServletRequest within, Question question) {
            super(within);
            this.question = question;
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public String getRequestURI() {
            return Question.BASE + question.path();
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(getRequestURI());
        }

        @Override
        public String getServletPath() {
            return getRequestURI();
        }

        @Override
        public @Nullable String getPathInfo() {
            return null;
        }

        @Override
        public @Nullable String getQueryString() {
            return null;
        }

        @Override
        public @Nullable String getParameter(String name) {
            return question.parameters().get(name);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return question.parameters().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, e -> new String[] {e.getValue()}, (a, b) -> a, TreeMap::new));
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(question.parameters().keySet());
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            String value = question.parameters().get(name);
            return value == null ? null : new String[] {value};
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return attributes.get(name);
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            if (value == null) {
                attributes.remove(name);
            } else {
                attributes.put(name, value);
            }
        }

        @Override
        public void removeAttribute(String name) {
            attributes.remove(name);
        }

        @Override
        public Enumeration<String> getAttributeNames() {
            return Collections.enumeration(attributes.keySet());
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
