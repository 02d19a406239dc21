package org.geotimeline.question;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** A request with the address of another question; all else is the outer request. */
class QuestionRequest extends HttpServletRequestWrapper {

    private final Question question;

    QuestionRequest(HttpServletRequest outer, Question question) {
        super(outer);
        this.question = question;
    }

    @Override
    public String getRequestURI() {
        return UriUtils.encodePath(Question.BASE + question.path(), StandardCharsets.UTF_8);
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
        return null; // parameters are read from the question
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
}
