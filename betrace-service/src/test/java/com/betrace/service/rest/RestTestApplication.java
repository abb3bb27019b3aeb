package com.betrace.service.rest;

import com.betrace.catalog.RuleCatalog;
import com.betrace.detection.RuleHealth;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.jexl.JexlRuleCompiler;
import com.betrace.service.api.HealthApi;
import com.betrace.service.api.RuleApis;
import com.betrace.service.api.RuleChangeApi;
import com.betrace.service.api.SpanApi;
import com.betrace.service.api.TrialApi;
import com.betrace.service.api.ViolationApis;
import com.betrace.service.api.WatchApi;
import com.betrace.service.health.ComponentState;
import com.betrace.service.health.HealthReport;
import com.betrace.service.intake.SpanIntake;
import com.betrace.service.intake.SpanLimits;
import com.betrace.service.live.LiveViolations;
import com.betrace.service.otlp.RecordingEngine;
import com.betrace.service.paging.PageTokenKey;
import com.betrace.service.paging.PageTokens;
import com.betrace.store.InMemoryRecentTraces;
import com.betrace.store.InMemoryRuleStore;
import com.betrace.store.InMemoryViolationStore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import java.time.InstantSource;
import java.util.Map;

/** The REST door over parts that a test holds in its hands. */
public final class RestTestApplication extends Application<RestTestApplication.Settings> {

    public static final class Settings extends Configuration {
        @JsonProperty
        RestFactory rest = new RestFactory();

        @JsonProperty
        CorsFactory cors = new CorsFactory();
    }

    final LiveViolations live = new LiveViolations(16);
    final InMemoryViolationStore violations = new InMemoryViolationStore();
    final InMemoryRecentTraces traces = new InMemoryRecentTraces(1_000, 100_000_000);
    final RecordingEngine engine = new RecordingEngine();
    volatile ComponentState storage = ComponentState.healthy("fine");

    @Override
    public void run(Settings settings, Environment environment) {
        SpanIntake intake = engine.intake();
        RuleCatalog catalog = new RuleCatalog(
                new InMemoryRuleStore(),
                new JexlRuleCompiler(RuleLimits.defaults(), System::nanoTime, InstantSource.system()),
                new RuleCatalog.Settings(InstantSource.system(), System::nanoTime, Map.of()));
        TrialApi trials = new TrialApi(
                catalog, traces, SpanLimits.DEFAULTS, new TrialApi.Clocks(InstantSource.system(), System::nanoTime));
        HealthReport health = new HealthReport("1.0", environment.healthChecks());
        health.addRequired("storage", () -> storage);
        new RestDoor(settings.rest, settings.cors)
                .register(
                        settings.getServerFactory(),
                        environment,
                        new Apis(
                                RuleApis.of(
                                        catalog, new RuleHealth(System::nanoTime)::of, trials, InstantSource.system()),
                                new SpanApi(intake, traces),
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
                                new HealthApi(health)));
    }
}
