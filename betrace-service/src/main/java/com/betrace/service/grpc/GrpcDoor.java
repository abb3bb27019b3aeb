package com.betrace.service.grpc;

import com.betrace.service.health.ComponentState;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The gRPC servers: everything on the main port, OTLP alone on its own. */
final class GrpcDoor {

    /** What calls that were cut get to come to their end. */
    private static final long CUT_SECONDS = 1;

    private final Duration shutdownGrace;
    private final ExecutorService calls;
    private final ScheduledExecutorService timer;
    private final WatchStreams watch;
    private final HealthStates health;
    private final IngestAdmission admission;
    private final List<Server> servers = new ArrayList<>();
    private volatile boolean open;

    GrpcDoor(GrpcFactory settings, GrpcServices services) {
        shutdownGrace = settings.shutdownGrace();
        calls = threads(settings.threads());
        timer = Executors.newSingleThreadScheduledExecutor(named("grpc-timer"));
        watch = new WatchStreams(services.watch(), timer, settings.watchHeartbeat(), settings.watchPatience());
        admission = new IngestAdmission(services.otlp().admission(), timer, settings.receivePatience());
        List<ServerServiceDefinition> api = api(services);
        health = new HealthStates(
                services.health(),
                api.stream()
                        .map(service -> service.getServiceDescriptor().getName())
                        .toList());
        OtlpAnswers answers = new OtlpAnswers(services.otlp());
        NettyServerBuilder main = settings.mainPort()
                .addServices(api)
                .intercept(new CallerInterceptor())
                .addService(health.service())
                .addStreamTracerFactory(ArrivingBytes.FACTORY)
                .addStreamTracerFactory(answers);
        if (settings.reflection()) {
            main.addService(ProtoReflectionServiceV1.newInstance()).addService(ProtoReflectionService.newInstance());
        }
        servers.add(main.executor(calls).build());
        settings.otlpPort()
                .map(port -> port.addServices(List.of(otlp(services)))
                        .addStreamTracerFactory(ArrivingBytes.FACTORY)
                        .addStreamTracerFactory(answers)
                        .executor(calls))
                .ifPresent(port -> servers.add(port.build()));
    }

    void start() throws IOException {
        for (Server server : servers) {
            server.start();
        }
        open = true;
        health.start(timer);
    }

    /** Takes no new calls, ends the streams, lets running calls finish within the grace, and cuts the rest. */
    void stop() throws InterruptedException {
        open = false;
        health.stop();
        servers.forEach(Server::shutdown);
        watch.endAll();
        long end = System.nanoTime() + shutdownGrace.toNanos();
        for (Server server : servers) {
            server.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            server.shutdownNow();
            server.awaitTermination(CUT_SECONDS, TimeUnit.SECONDS);
        }
        calls.shutdown();
        timer.shutdownNow();
    }

    ComponentState state() {
        return open ? ComponentState.healthy("open") : ComponentState.unhealthy("closed");
    }

    int port() {
        return servers.get(0).getPort();
    }

    OptionalInt otlpPort() {
        return servers.stream().skip(1).mapToInt(Server::getPort).findFirst();
    }

    private List<ServerServiceDefinition> api(GrpcServices services) {
        Stream<BindableService> own = Stream.of(
                new RuleGrpcService(
                        services.rules().rules(),
                        services.rules().files(),
                        services.rules().trials()),
                new SharedNameGrpcService(services.rules().names()),
                new SpanGrpcService(services.spans()),
                new ViolationGrpcService(services.violations(), watch),
                new PipelineGrpcService(services.pipeline()),
                new HealthGrpcService(services.healthApi()));
        return Stream.concat(
                        own.map(service -> MalformedMessages.guard(service.bindService(), admission)),
                        Stream.of(otlp(services)))
                .toList();
    }

    private ServerServiceDefinition otlp(GrpcServices services) {
        return MalformedMessages.guard(new OtlpGrpcService(services.otlp()).bindService(), admission);
    }

    private static ExecutorService threads(int count) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                count,
                count,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                task -> named("grpc-" + number.incrementAndGet()).newThread(task));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
