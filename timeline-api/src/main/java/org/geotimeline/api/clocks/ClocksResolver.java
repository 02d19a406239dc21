package org.geotimeline.api.clocks;

import java.time.Clock;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.recording.Rulebooks;
import org.geotimeline.store.EventLog;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Passes the clocks of a request to the method that answers it. */
record ClocksResolver(EventLog log, Projections projections, Rulebooks rulebooks, Clock clock)
        implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Clocks.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        return of(request);
    }

    Clocks of(NativeWebRequest request) {
        return new RequestClocks(request, log, projections, rulebooks, clock);
    }
}
