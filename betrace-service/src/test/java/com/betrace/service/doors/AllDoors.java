package com.betrace.service.doors;

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
import com.betrace.service.grpc.GrpcBundle;
import com.betrace.service.grpc.GrpcFactory;
import com.betrace.service.grpc.GrpcServices;
import com.betrace.service.health.HealthReport;
import com.betrace.service.intake.SpanIntake;
import com.betrace.service.intake.SpanLimits;
import com.betrace.service.live.LiveViolations;
import com.betrace.service.otlp.OtlpFactory;
import com.betrace.service.otlp.OtlpHttpServer;
import com.betrace.service.otlp.OtlpTraces;
import com.betrace.service.otlp.RecordingEngine;
import com.betrace.service.paging.PageTokenKey;
import com.betrace.service.paging.PageTokens;
import com.betrace.service.rest.Apis;
import com.betrace.service.rest.CorsFactory;
import com.betrace.service.rest.RestDoor;
import com.betrace.service.rest.RestFactory;
import com.betrace.store.InMemoryRecentTraces;
import com.betrace.store.InMemoryRuleStore;
import com.betrace.store.InMemoryViolationStore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Every door through which spans come in, on free ports, before one engine that the test holds. */
public final class AllDoors implements BeforeAllCallback, AfterAllCallback {

    private final DropwizardTestSupport<Settings> support;

    /** Limits of 64 KiB for every message and body, unless set otherwise. */
    AllDoors(ConfigOverride... settings) {
        support = new DropwizardTestSupport<>(
                Doors.class, "com/betrace/service/doors.yml", new ResourceConfigurationSourceProvider(), settings);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        support.before();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        support.after();
    }

    RecordingEngine engine() {
        return doors().engine;
    }

    int grpcPort() {
        return doors().grpc.port();
    }

    int otlpGrpcPort() {
        return doors().grpc.otlpPort().orElseThrow();
    }

    int httpPort() {
        return support.getLocalPort();
    }

    int otlpHttpPort() {
        return doors().otlpHttp.port();
    }

    private Doors doors() {
        return support.getApplication();
    }

    public static final class Settings extends Configuration {
        @JsonProperty
        GrpcFactory grpc = new GrpcFactory();

        @JsonProperty
        OtlpFactory otlp = new OtlpFactory();

        @JsonProperty
        RestFactory rest = new RestFactory();

        @JsonProperty
        CorsFactory cors = new CorsFactory();
    }

    /** The application. */
    public static final class Doors extends Application<Settings> {

        private final RecordingEngine engine = new RecordingEngine();
        private final GrpcBundle<Settings> grpc = new GrpcBundle<>(settings -> settings.grpc);
        private OtlpHttpServer otlpHttp;

        @Override
        public void initialize(Bootstrap<Settings> bootstrap) {
            bootstrap.addBundle(grpc);
        }

        @Override
        public void run(Settings settings, Environment environment) {
            InMemoryRecentTraces traces = new InMemoryRecentTraces(1_000, 100_000_000);
            HealthReport health = new HealthReport("1.0", environment.healthChecks());
            SpanIntake intake = engine.intake();
            OtlpTraces otlp = new OtlpTraces(intake);
            InMemoryViolationStore violations = new InMemoryViolationStore();
            RuleCatalog catalog = catalog();
            Apis apis = new Apis(
                    rules(catalog, traces),
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
                    new WatchApi(new LiveViolations()),
                    engine.pipeline(),
                    new HealthApi(health));
            new RestDoor(settings.rest, settings.cors).register(settings.getServerFactory(), environment, apis);
            otlpHttp = settings.otlp.build(environment, otlp).orElseThrow();
            grpc.serve(new GrpcServices(
                    apis.rules(), apis.spans(), apis.violations(), apis.watch(), apis.pipeline(), health, otlp));
        }

        private static RuleCatalog catalog() {
            InstantSource wall = InstantSource.system();
            return new RuleCatalog(
                    new InMemoryRuleStore(),
                    new JexlRuleCompiler(RuleLimits.defaults(), System::nanoTime, wall),
                    new RuleCatalog.Settings(wall, System::nanoTime, Map.of()));
        }

        private static RuleApis rules(RuleCatalog catalog, InMemoryRecentTraces traces) {
            InstantSource wall = InstantSource.system();
            TrialApi trials =
                    new TrialApi(catalog, traces, SpanLimits.DEFAULTS, new TrialApi.Clocks(wall, System::nanoTime));
            return RuleApis.of(catalog, new RuleHealth(System::nanoTime)::of, trials, wall);
        }
    }
}
