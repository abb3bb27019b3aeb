package com.betrace.service.grpc;

import com.betrace.catalog.RuleCatalog;
import com.betrace.catalog.RuleCatalog.Settings;
import com.betrace.detection.RuleHealth;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.jexl.JexlRuleCompiler;
import com.betrace.service.api.RuleApis;
import com.betrace.service.api.RuleChangeApi;
import com.betrace.service.api.SpanApi;
import com.betrace.service.api.TrialApi;
import com.betrace.service.api.ViolationApis;
import com.betrace.service.api.WatchApi;
import com.betrace.service.health.ComponentState;
import com.betrace.service.health.HealthReport;
import com.betrace.service.live.LiveViolations;
import com.betrace.service.otlp.OtlpTraces;
import com.betrace.service.otlp.RecordingEngine;
import com.betrace.service.paging.PageTokenKey;
import com.betrace.service.paging.PageTokens;
import com.betrace.store.InMemoryRecentTraces;
import com.betrace.store.InMemoryRuleStore;
import com.betrace.store.InMemoryViolationStore;
import com.codahale.metrics.health.HealthCheckRegistry;
import com.fasterxml.jackson.databind.DeserializationFeature;
import io.dropwizard.jackson.Jackson;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The gRPC door on real ports, before in-memory stores and a recording engine. */
final class RunningDoor implements AutoCloseable {

    final RecordingEngine engine = new RecordingEngine();
    final InMemoryViolationStore violations = new InMemoryViolationStore();
    final InMemoryRecentTraces traces = new InMemoryRecentTraces(1_000, 100_000_000);
    final LiveViolations live = new LiveViolations(100);
    volatile ComponentState storage = ComponentState.healthy("open");

    private final GrpcDoor door;
    private final List<ManagedChannel> channels = new ArrayList<>();

    /** @param settings keys of the {@code grpc} block as JSON, without braces */
    RunningDoor(String settings) throws IOException {
        RuleCatalog catalog = new RuleCatalog(
                new InMemoryRuleStore(),
                new JexlRuleCompiler(RuleLimits.defaults(), System::nanoTime, InstantSource.system()),
                new Settings(InstantSource.system(), System::nanoTime, Map.of()));
        TrialApi trials = new TrialApi(
                catalog,
                traces,
                engine.intake().limits(),
                new TrialApi.Clocks(InstantSource.system(), System::nanoTime));
        HealthReport health = new HealthReport("1.2.3", new HealthCheckRegistry());
        health.addRequired("storage", () -> storage);
        String json = "{\"port\":0,\"otlp\":{\"port\":0}" + (settings.isEmpty() ? "" : "," + settings) + "}";
        GrpcFactory factory = Jackson.newObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(json, GrpcFactory.class);
        door = factory.build(new GrpcServices(
                RuleApis.of(catalog, new RuleHealth(System::nanoTime)::of, trials, InstantSource.system()),
                new SpanApi(engine.intake(), traces),
                ViolationApis.of(
                        violations,
                        new PageTokens(PageTokenKey.random()),
                        violations::handle,
                        InstantSource.system(),
                        new RuleChangeApi(
                                violations,
                                catalog,
                                traces,
                                new TrialApi.Clocks(InstantSource.system(), System::nanoTime))),
                new WatchApi(live),
                engine.pipeline(),
                health,
                new OtlpTraces(engine.intake())));
        door.start();
    }

    RunningDoor() throws IOException {
        this("");
    }

    ManagedChannel channel() {
        return channel(door.port());
    }

    ManagedChannel otlpChannel() {
        return channel(door.otlpPort().orElseThrow());
    }

    void stop() throws InterruptedException {
        door.stop();
    }

    @Override
    public void close() throws InterruptedException {
        channels.forEach(ManagedChannel::shutdownNow);
        door.stop();
    }

    private ManagedChannel channel(int port) {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
        channels.add(channel);
        return channel;
    }
}
