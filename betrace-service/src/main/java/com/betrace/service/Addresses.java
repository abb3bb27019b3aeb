package com.betrace.service;

import com.betrace.service.cli.Endpoints;
import com.betrace.service.grpc.GrpcBundle;
import com.betrace.service.otlp.OtlpHttpServer;
import io.dropwizard.lifecycle.ServerLifecycleListener;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out where the service listens once it has started, and says so in one line. */
final class Addresses implements ServerLifecycleListener {

    private static final Logger LOG = LoggerFactory.getLogger(BetraceApplication.class);
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final String APPLICATION = "application";

    private final GrpcBundle<?> grpc;
    private Optional<OtlpHttpServer> otlpHttp = Optional.empty();
    private volatile Optional<Endpoints> endpoints = Optional.empty();

    Addresses(GrpcBundle<?> grpc) {
        this.grpc = grpc;
    }

    void otlpHttp(Optional<OtlpHttpServer> server) {
        otlpHttp = server;
    }

    Endpoints endpoints() {
        return endpoints.orElseThrow(() -> new IllegalStateException("the service has not started"));
    }

    @Override
    public void serverStarted(Server server) {
        ServerConnector application = Arrays.stream(server.getConnectors())
                .filter(connector -> APPLICATION.equals(connector.getName()))
                .map(ServerConnector.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no application connector"));
        Endpoints found = new Endpoints(
                reachable(application.getHost()),
                application.getLocalPort(),
                grpc.port(),
                grpc.otlpPort(),
                otlpHttp.map(http -> OptionalInt.of(http.port())).orElse(OptionalInt.empty()));
        endpoints = Optional.of(found);
        double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS_PER_SECOND;
        LOG.info("BeTrace is ready in {} s: {}", String.format("%.1f", seconds), found);
    }

    /** An address that stands for all of them is none to connect to. */
    private static String reachable(@Nullable String host) {
        return host == null || host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    }
}
