package com.betrace.service.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDataSize;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.NotNull;
import java.util.concurrent.TimeUnit;

/** The {@code rest} block. */
public final class RestFactory {

    @JsonProperty
    @MinDataSize(1)
    private @NotNull DataSize maxBodySize = DataSize.mebibytes(20);

    @JsonProperty
    @MinDuration(value = 100, unit = TimeUnit.MILLISECONDS)
    private @NotNull Duration heartbeat = Duration.seconds(15);

    /** The largest body a resource reads, inflated. */
    public long maxBodyBytes() {
        return maxBodySize.toBytes();
    }

    /** The longest silence on a stream of violations. */
    public java.time.Duration heartbeat() {
        return heartbeat.toJavaDuration();
    }
}
