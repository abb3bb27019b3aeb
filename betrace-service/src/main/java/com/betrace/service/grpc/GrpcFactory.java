package com.betrace.service.grpc;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.DataSizeUnit;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDataSize;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDataSize;
import io.dropwizard.validation.MinDuration;
import io.dropwizard.validation.PortRange;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The {@code grpc} block. */
public final class GrpcFactory {

    @NotBlank
    @JsonProperty
    private String bindHost = "127.0.0.1";

    @PortRange(min = 0)
    @JsonProperty
    private int port = 50051;

    @Min(2)
    @Max(1_000)
    @JsonProperty
    private int threads = 32;

    @NotNull
    @MinDataSize(value = 1, unit = DataSizeUnit.KIBIBYTES)
    @MaxDataSize(value = 1, unit = DataSizeUnit.GIBIBYTES)
    @JsonProperty
    private DataSize maxInboundMessageSize = DataSize.mebibytes(16);

    @NotNull
    @MinDataSize(value = 1, unit = DataSizeUnit.KIBIBYTES)
    @MaxDataSize(value = 1, unit = DataSizeUnit.MEBIBYTES)
    @JsonProperty
    private DataSize maxInboundMetadataSize = DataSize.kibibytes(8);

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    @JsonProperty
    private Duration keepAliveTime = Duration.minutes(2);

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    @JsonProperty
    private Duration keepAliveTimeout = Duration.seconds(20);

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    @JsonProperty
    private Duration minClientKeepAlive = Duration.seconds(10);

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    @JsonProperty
    private Duration maxConnectionAge = Duration.minutes(30);

    @Min(1)
    @JsonProperty
    private int maxConcurrentCallsPerConnection = 256;

    @Min(1)
    @JsonProperty
    private int maxResets = 200;

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    @JsonProperty
    private Duration maxResetsWindow = Duration.seconds(30);

    @NotNull
    @MinDuration(value = 100, unit = TimeUnit.MILLISECONDS)
    @JsonProperty
    private Duration receivePatience = Duration.seconds(30);

    @JsonProperty
    private boolean reflection = true;

    @NotNull
    @MinDuration(value = 10, unit = TimeUnit.MILLISECONDS)
    @JsonProperty
    private Duration watchHeartbeat = Duration.seconds(15);

    @NotNull
    @MinDuration(value = 10, unit = TimeUnit.MILLISECONDS)
    @JsonProperty
    private Duration watchPatience = Duration.seconds(30);

    @NotNull
    @MinDuration(value = 0, unit = TimeUnit.SECONDS)
    @MaxDuration(value = 1, unit = TimeUnit.MINUTES)
    @JsonProperty
    private Duration shutdownGrace = Duration.seconds(3);

    @Valid
    @NotNull
    @JsonProperty
    private OtlpPortFactory otlp = new OtlpPortFactory();

    GrpcDoor build(GrpcServices services) {
        return new GrpcDoor(this, services);
    }

    /** A server of the main port, without services. */
    NettyServerBuilder mainPort() {
        return server(new InetSocketAddress(bindHost, port));
    }

    /** A server of the OTLP port, without services; empty where that is off. */
    Optional<NettyServerBuilder> otlpPort() {
        return otlp.enabled() ? Optional.of(server(otlp.address())) : Optional.empty();
    }

    int threads() {
        return threads;
    }

    boolean reflection() {
        return reflection;
    }

    java.time.Duration receivePatience() {
        return receivePatience.toJavaDuration();
    }

    java.time.Duration watchHeartbeat() {
        return watchHeartbeat.toJavaDuration();
    }

    java.time.Duration watchPatience() {
        return watchPatience.toJavaDuration();
    }

    java.time.Duration shutdownGrace() {
        return shutdownGrace.toJavaDuration();
    }

    private NettyServerBuilder server(SocketAddress address) {
        return NettyServerBuilder.forAddress(address)
                .protocolNegotiator(new AnsweredStreams())
                .maxInboundMessageSize((int) maxInboundMessageSize.toBytes())
                .maxInboundMetadataSize((int) maxInboundMetadataSize.toBytes())
                .keepAliveTime(keepAliveTime.toMilliseconds(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(keepAliveTimeout.toMilliseconds(), TimeUnit.MILLISECONDS)
                .permitKeepAliveTime(minClientKeepAlive.toMilliseconds(), TimeUnit.MILLISECONDS)
                .permitKeepAliveWithoutCalls(true)
                .maxConnectionAge(maxConnectionAge.toMilliseconds(), TimeUnit.MILLISECONDS)
                .maxConcurrentCallsPerConnection(maxConcurrentCallsPerConnection)
                .maxRstFramesPerWindow(maxResets, (int) maxResetsWindow.toSeconds());
    }
}
