package com.betrace.service.otlp;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import io.dropwizard.validation.PortRange;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The {@code otlp.http} block: OTLP/HTTP on a port of its own. */
public final class OtlpHttpPortFactory {

    @JsonProperty
    private boolean enabled = true;

    @NotNull
    @JsonProperty
    private String bindHost = "127.0.0.1";

    @PortRange(min = 0)
    @JsonProperty
    private int port = 4318;

    @Min(8)
    @Max(1_000)
    @JsonProperty
    private int maxThreads = 64;

    @NotNull
    @MinDuration(value = 0, unit = TimeUnit.SECONDS)
    @MaxDuration(value = 1, unit = TimeUnit.MINUTES)
    @JsonProperty
    private Duration shutdownGrace = Duration.seconds(3);

    boolean enabled() {
        return enabled;
    }

    OtlpHttpServer build(OtlpHttpServlet servlet) {
        return new OtlpHttpServer(
                InetSocketAddress.createUnresolved(bindHost, port), maxThreads, shutdownGrace, servlet);
    }
}
