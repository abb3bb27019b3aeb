package com.betrace.service.judging;

import com.betrace.assembly.CompletionPolicy;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.NotNull;
import java.util.concurrent.TimeUnit;

/** The {@code completion} block: when a trace is taken for complete. */
public final class CompletionFactory {

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.MILLISECONDS)
    @JsonProperty
    private Duration rootGrace = Duration.seconds(10);

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.MILLISECONDS)
    @JsonProperty
    private Duration idle = Duration.seconds(30);

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.MILLISECONDS)
    @JsonProperty
    private Duration maxAge = Duration.seconds(120);

    @NotNull
    @MinDuration(value = 0, unit = TimeUnit.MILLISECONDS)
    @MaxDuration(value = 1, unit = TimeUnit.HOURS)
    @JsonProperty
    private Duration linger = Duration.seconds(60);

    /** For how long after its close a trace is judged again with spans that come late. */
    public java.time.Duration linger() {
        return linger.toJavaDuration();
    }

    public CompletionPolicy build() {
        return new CompletionPolicy(rootGrace.toJavaDuration(), idle.toJavaDuration(), maxAge.toJavaDuration());
    }
}
