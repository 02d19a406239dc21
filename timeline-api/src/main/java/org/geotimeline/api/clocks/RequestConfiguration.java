package org.geotimeline.api.clocks;

import java.time.Clock;
import java.util.List;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.recording.Register;
import org.geotimeline.recording.Rulebooks;
import org.geotimeline.store.EventLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What every request passes: its clocks are read, and unknown parameters are refused. */
@Configuration(proxyBeanMethods = false)
class RequestConfiguration implements WebMvcConfigurer {

    private final ObjectProvider<ClocksResolver> clocks;
    private final ObjectProvider<ParameterWords> words;

    RequestConfiguration(ObjectProvider<ClocksResolver> clocks, ObjectProvider<ParameterWords> words) {
        this.clocks = clocks;
        this.words = words;
    }

    /** The one clock of the application. Decisions and folds are given its moments, and have no clock. */
    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    static ClocksResolver clocksResolver(EventLog log, Projections projections, Rulebooks rulebooks, Clock clock) {
        return new ClocksResolver(log, projections, rulebooks, clock);
    }

    @Bean
    static ParameterWords parameterWords(Register register, StepTables tables, ClocksResolver clocks, Clock clock) {
        return new ParameterWords(register, tables, clocks, clock);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(clocks.getObject());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters(words.getObject())).addPathPatterns("/api/**");
    }
}
