package org.geotimeline.api.clocks;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.TreeSet;
import org.geotimeline.json.Nearest;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.Clocks;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a parameter that the question does not have, because a misspelt clock must not silently mean the current one.
 * Refuses a value that is none of the parameter's words, too.
 */
final class KnownParameters implements HandlerInterceptor {

    private final ParameterWords words;

    KnownParameters(ParameterWords words) {
        this.words = words;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            var known = new TreeSet<String>();
            for (MethodParameter parameter : method.getMethodParameters()) {
                addNames(parameter, known);
            }
            request.getParameterMap().forEach((name, values) -> check(name, values, known));
            words.check(request, method);
        }
        return true;
    }

    private static void addNames(MethodParameter parameter, TreeSet<String> known) {
        if (parameter.getParameterType() == Clocks.class) {
            known.addAll(RequestClocks.PARAMETERS);
        }
        RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
        if (named != null) {
            known.add(ParameterWords.name(parameter, named));
        }
    }

    private static void check(String name, String[] values, TreeSet<String> known) {
        if (!known.contains(name)) {
            throw new BadQuestion(
                    name,
                    "this question has no parameter '%s'; it has %s"
                            .formatted(name, known.isEmpty() ? "none" : String.join(", ", known)),
                    Nearest.to(name, known));
        }
        if (values.length > 1) {
            throw new BadQuestion(name, "%s is given %d times; expected once".formatted(name, values.length));
        }
        if (values[0].isEmpty()) {
            throw new BadQuestion(name, "%s is empty; leave it out instead".formatted(name));
        }
        if (values[0].indexOf('\0') >= 0) {
            throw new BadQuestion(name, "%s holds a character NUL, which no text on file has".formatted(name));
        }
    }
}
