package org.geotimeline.question;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.geotimeline.api.clocks.PinnedAnswers;
import org.geotimeline.question.NamesInQuestions.Understood;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Passes every question on with ids instead of names, so that whatever follows knows ids only: the pinned address, cursors,
 * files, and the answer.
 */
@Component
@Order(-1)
class NamedThings extends OncePerRequestFilter {

    private final NamesInQuestions names;
    private final ObjectProvider<HandlerExceptionResolver> problems;

    NamedThings(
            NamesInQuestions names,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems) {
        this.names = names;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest understood = request;
        try {
            understood = Question.isAsked(request) && isReadable(request) ? withIds(request) : request;
        } catch (IllegalStateException | IllegalArgumentException unreadable) {
            problems.getObject().resolveException(request, response, null, unreadable);
            return;
        }
        chain.doFilter(understood, response);
    }

    /** A parameter that is given twice is refused later. */
    private static boolean isReadable(HttpServletRequest request) {
        return request.getParameterMap().values().stream().allMatch(values -> values.length == 1);
    }

    private HttpServletRequest withIds(HttpServletRequest request) {
        Understood understood = names.understood(Question.of(request), request);
        if (understood.ids().isEmpty()) {
            return request;
        }
        request.setAttribute(PinnedAnswers.UNDERSTOOD, understood.ids());
        return new QuestionRequest(request, understood.question());
    }
}
