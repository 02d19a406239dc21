package org.geotimeline.question;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The request for a question within another request. It has its own question and attributes; all else is the outer one. */
final class InnerRequest extends HttpServletRequestWrapper {
    private final Question question;
    private final Map<String, Object> attributes = new HashMap<>();

    InnerRequest(HttpServletRequest within, Question question) {
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
