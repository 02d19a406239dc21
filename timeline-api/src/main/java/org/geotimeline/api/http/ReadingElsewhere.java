package org.geotimeline.api.http;

import java.time.Duration;
import java.util.List;
import org.geotimeline.api.server.Deployment;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;

/** Lets pages of the origins in {@code timeline.cors} read answers (CORS). No page of another origin records or operates. */
@Configuration(proxyBeanMethods = false)
class ReadingElsewhere {

    private static final List<String> READ = List.of(
            "ETag", "Content-Location", "Link", "Location", "Retry-After", "Timeline-Complete", "Timeline-Position");

    @Bean
    FilterRegistrationBean<CorsFilter> readers(Deployment deployment) {
        var reading = new CorsConfiguration();
        reading.setAllowedOrigins(deployment.cors());
        reading.setAllowedMethods(List.of("GET", "HEAD"));
        reading.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        reading.setExposedHeaders(READ);
        reading.setMaxAge(Duration.ofHours(1));
        var filter = new FilterRegistrationBean<>(
                new CorsFilter(request -> isRead(request.getRequestURI()) ? reading : null));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        filter.setEnabled(!deployment.cors().isEmpty());
        return filter;
    }

    private static boolean isRead(String address) {
        boolean isOperated = address.startsWith("/api/v1/ops") || address.startsWith("/api/v1/imports");
        return !isOperated
                && (address.startsWith("/api/") || address.startsWith("/schemas") || address.startsWith("/problems/"));
    }
}
