package com.betrace.service.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.setup.Environment;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/** The {@code cors} block: which web pages of other origins may use the API. */
public final class CorsFactory {

    private static final String ANY = "*";
    private static final Duration PREFLIGHT_AGE = Duration.ofHours(1);

    @JsonProperty
    private @NotNull Set<
                    @Pattern(regexp = "\\*|https?://[^/]+", message = "must be like https://grafana.example.com")
                    String>
            allowedOrigins = Set.of();

    public Set<String> allowedOrigins() {
        return allowedOrigins;
    }

    static boolean allows(Set<String> allowed, String origin) {
        return allowed.contains(ANY) || allowed.contains(origin);
    }

    /** Answers preflights and marks answers, errors and streams too; without origins there is nothing to do. */
    void register(Environment environment) {
        if (allowedOrigins.isEmpty()) {
            return;
        }
        CrossOriginHandler handler = new CrossOriginHandler();
        handler.setAllowedOriginPatterns(allowedOrigins.stream()
                .map(origin -> origin.equals(ANY) ? ANY : java.util.regex.Pattern.quote(origin))
                .collect(Collectors.toSet()));
        handler.setAllowedMethods(Set.of("GET", "POST", "PUT", "DELETE"));
        handler.setAllowedHeaders(Set.of("*"));
        handler.setExposedHeaders(Set.of("Retry-After"));
        handler.setPreflightMaxAge(PREFLIGHT_AGE);
        environment.getApplicationContext().insertHandler(handler);
    }
}
