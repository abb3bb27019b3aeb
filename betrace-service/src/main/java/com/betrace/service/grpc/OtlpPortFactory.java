package com.betrace.service.grpc;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.validation.PortRange;
import jakarta.validation.constraints.NotBlank;
import java.net.InetSocketAddress;

/** The {@code grpc.otlp} block: OTLP/gRPC on a port of its own, within the limits of the {@code grpc} block. */
public final class OtlpPortFactory {

    @JsonProperty
    private boolean enabled = true;

    @NotBlank
    @JsonProperty
    private String bindHost = "127.0.0.1";

    @PortRange(min = 0)
    @JsonProperty
    private int port = 4317;

    boolean enabled() {
        return enabled;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(bindHost, port);
    }
}
