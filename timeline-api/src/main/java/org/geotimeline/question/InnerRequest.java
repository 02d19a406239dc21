package org.geotimeline.question;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request for a question within another request. It has its own question and attributes; all else is the outer one. */
final class InnerRequest extends QuestionRequest {

    private final Map<String, Object> attributes = new HashMap<>();

    InnerRequest(HttpServletRequest within, Question question) {
        super(within, question);
    }

    @Override
    public String getMethod() {
        return "GET";
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
