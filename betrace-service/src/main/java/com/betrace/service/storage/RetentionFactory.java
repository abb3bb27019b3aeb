package com.betrace.service.storage;

import com.betrace.model.Severity;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.NotNull;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@code retention} block. */
public final class RetentionFactory {

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.HOURS)
    @JsonProperty
    private Duration age = Duration.days(30);

    @NotNull
    @JsonProperty
    private Map<Severity, @MinDuration(value = 1, unit = TimeUnit.HOURS) Duration> ageBySeverity = Map.of();

    /** 0 for any number. */
    @NotNull
    @JsonProperty
    private DataSize maxBytes = DataSize.bytes(0);

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    @JsonProperty
    private Duration interval = Duration.minutes(1);

    /** Removes what need not be kept, until the service stops. */
    public void build(Environment environment, Database database, RetentionMetrics metrics) {
        environment
                .lifecycle()
                .manage(new Retention(
                        database.removal(), limits(), interval.toJavaDuration(), metrics, InstantSource.system()));
    }

    RetentionLimits limits() {
        Map<Severity, java.time.Duration> ages = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            ages.put(severity, ageBySeverity.getOrDefault(severity, age).toJavaDuration());
        }
        return new RetentionLimits(ages, maxBytes.toBytes());
    }
}
