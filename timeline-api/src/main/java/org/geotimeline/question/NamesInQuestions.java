package org.geotimeline.question;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.geotimeline.api.clocks.ParameterWords;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.recording.Register;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Replaces names, aliases and ISO codes of registered things in a question with their ids: {@code stances?actor=Russia} asks about
 * RUS. A name that is unknown or ambiguous stays, and is refused where the question is answered.
 */
@Component
class NamesInQuestions {

    /** The parameter that has another question. */
    private static final String INNER = "question";

    private final Register register;
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    NamesInQuestions(
            Register register,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.register = register;
        this.mappings = mappings;
    }

    /**
     * A question with ids.
     *
     * @param ids the ids that replace a name, by the parameter or the part of the path
     */
    record Understood(Question question, SortedMap<String, String> ids) {}

    /** The question with ids, as far as its names are known and unambiguous. */
    Understood understood(Question question, HttpServletRequest within) {
        var ids = new TreeMap<String, String>();
        var request = new InnerRequest(within, question);
        HandlerMethod method = method(request);
        if (method == null) {
            return new Understood(question, ids);
        }
        var parameters = new TreeMap<>(question.parameters());
        var variables = new TreeMap<String, String>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            AllowedWords words = parameter.getParameterAnnotation(AllowedWords.class);
            if (words != null && !words.registered().isEmpty()) {
                RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
                if (named != null) {
                    parameters.computeIfPresent(
                            ParameterWords.name(parameter, named),
                            (name, given) -> replaced(name, given, words.registered(), parameter, ids));
                } else if (parameter.hasParameterAnnotation(PathVariable.class)) {
                    variables.put(parameter.getParameter().getName(), words.registered());
                }
            }
        }
        parameters.computeIfPresent(INNER, (name, inner) -> inner(inner, within, ids));
        return new Understood(new Question(path(question.path(), variables, request, ids), parameters), ids);
    }

    /** The question within a question with ids; as it is if it has no names, or is none. */
    private String inner(String question, HttpServletRequest within, Map<String, String> ids) {
        try {
            Understood understood = understood(Question.parse(question), within);
            ids.putAll(understood.ids());
            return understood.ids().isEmpty() ? question : understood.question().toString();
        } catch (BadQuestion none) {
            return question; // refused where it is asked
        }
    }

    private @Nullable HandlerMethod method(InnerRequest request) {
        try {
            ServletRequestPathUtils.parseAndCache(request);
            HandlerExecutionChain chain = mappings.getObject().getHandler(request);
            return chain != null && chain.getHandler() instanceof HandlerMethod method ? method : null;
        } catch (Exception e) {
            return null; // nothing answers this address, which is refused later
        }
    }

    private String replaced(
            String name, String given, String kind, MethodParameter parameter, Map<String, String> ids) {
        String whole = id(kind, given);
        if (whole != null) {
            ids.put(name, whole);
            return whole;
        }
        var values = new ArrayList<String>();
        boolean changed = false;
        for (String value : ParameterWords.values(given, parameter)) {
            String id = id(kind, value);
            changed |= id != null;
            values.add(id == null ? value : id);
        }
        if (!changed) {
            return given;
        }
        ids.put(name, String.join(",", values));
        return String.join(",", values);
    }

    /** The id of the thing that the text names; null if the text is an id itself, or names none or several. */
    private @Nullable String id(String kind, String text) {
        if (register.has(kind, text)) {
            return null;
        }
        List<String> named = register.named(kind, text);
        return named.size() == 1 ? named.getFirst() : null;
    }

    /** @param kinds the kinds of registered things that stand in the path, by the name of their place */
    private String path(String path, Map<String, String> kinds, HttpServletRequest request, Map<String, String> ids) {
        if (kinds.isEmpty()
                || !(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern)) {
            return path;
        }
        String[] places = pattern.substring(Question.BASE.length()).split("/", -1);
        String[] segments = path.split("/", -1);
        if (places.length != segments.length) {
            return path;
        }
        for (int i = 0; i < places.length; i++) {
            String place = places[i].replaceAll("^\\{|}$", "");
            String kind = places[i].startsWith("{") ? kinds.get(place) : null;
            if (kind != null) {
                String suffix = i == places.length - 1 ? FileFormat.suffixOf(segments[i]) : "";
                String id = id(kind, segments[i]);
                if (id == null && !suffix.isEmpty()) {
                    id = id(kind, segments[i].substring(0, segments[i].length() - suffix.length()));
                } else {
                    suffix = "";
                }
                if (id != null) {
                    ids.put(place, id);
                    segments[i] = id + suffix;
                }
            }
        }
        return String.join("/", segments);
    }
}
