package org.geotimeline.question;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.geotimeline.api.clocks.PinnedAnswers;
import org.geotimeline.question.NamesInQuestions.Understood;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Passes every question on with ids in the place of names, so that whatever follows knows ids only: the pinned address, cursors,
 * files, and the answer.
 */
@Component
@Order(-1)
class NamedThings extends OncePerRequestFilter {

    private final NamesInQuestions names;

    NamedThings(NamesInQuestions names) {
        this.names = names;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(Question.isAsked(request) ? understood(request) : request, response);
    }

    /** A request that cannot be read stays as it is, and is refused where it is answered. */
    private HttpServletRequest understood(HttpServletRequest request) {
        try {
            boolean once = request.getParameterMap().values().stream().allMatch(values -> values.length == 1);
            return once ? withIds(request) : request;
        } catch (IllegalStateException | IllegalArgumentException unreadable) {
            return request;
        }
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
