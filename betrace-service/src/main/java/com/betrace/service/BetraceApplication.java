package com.betrace.service;

import com.betrace.catalog.RuleCatalog;
import com.betrace.catalog.RuleCatalog.Settings;
import com.betrace.catalog.RuleFilter;
import com.betrace.detection.RuleHealth;
import com.betrace.pipeline.PipelinePorts;
import com.betrace.pipeline.SpanPipeline;
import com.betrace.rule.RuleCompiler;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.jexl.JexlRuleCompiler;
import com.betrace.service.api.HealthApi;
import com.betrace.service.api.PipelineApi;
import com.betrace.service.api.PipelineSources;
import com.betrace.service.api.RuleApis;
import com.betrace.service.api.RuleChangeApi;
import com.betrace.service.api.SpanApi;
import com.betrace.service.api.TrialApi;
import com.betrace.service.api.ViolationApis;
import com.betrace.service.api.WatchApi;
import com.betrace.service.cli.ConfigCheckCommand;
import com.betrace.service.cli.DemoCommand;
import com.betrace.service.cli.Endpoints;
import com.betrace.service.cli.StartCommand;
import com.betrace.service.configuration.StrictConfigurationFactory;
import com.betrace.service.grpc.GrpcBundle;
import com.betrace.service.grpc.GrpcServices;
import com.betrace.service.health.BuildVersion;
import com.betrace.service.health.DiskHealth;
import com.betrace.service.health.HealthReport;
import com.betrace.service.health.PipelineHealth;
import com.betrace.service.health.RulesHealth;
import com.betrace.service.health.ServiceLifecycle;
import com.betrace.service.intake.IntakeTotals;
import com.betrace.service.intake.SpanIntake;
import com.betrace.service.journal.JournalFactory;
import com.betrace.service.journal.OpenJournal;
import com.betrace.service.judging.SystemClock;
import com.betrace.service.judging.WarmUp;
import com.betrace.service.live.LiveViolations;
import com.betrace.service.otlp.OtlpTraces;
import com.betrace.service.paging.PageTokenKey;
import com.betrace.service.paging.PageTokens;
import com.betrace.service.rest.Apis;
import com.betrace.service.rest.RestDoor;
import com.betrace.service.rulesdirectory.RulesDirectory;
import com.betrace.service.storage.Database;
import com.betrace.service.storage.ViolationWriter;
import com.betrace.service.telemetry.ServiceMetrics;
import com.betrace.store.RecentTraces;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/** The composition root: builds every part and puts them together. */
public final class BetraceApplication extends Application<BetraceConfiguration> {

    private final GrpcBundle<BetraceConfiguration> grpc = new GrpcBundle<>(BetraceConfiguration::grpc);
    private final Addresses addresses = new Addresses(grpc);

    public static void main(String... arguments) throws Exception {
        new BetraceApplication().run(arguments);
    }

    @Override
    public String getName() {
        return "betrace";
    }

    @Override
    protected void addDefaultCommands(Bootstrap<BetraceConfiguration> bootstrap) {
        bootstrap.addCommand(new StartCommand<>(this));
        bootstrap.addCommand(new DemoCommand<>(this, this::endpoints));
        bootstrap.addCommand(new ConfigCheckCommand<>(this));
    }

    @Override
    public void initialize(Bootstrap<BetraceConfiguration> bootstrap) {
        bootstrap.setConfigurationFactoryFactory(StrictConfigurationFactory::new);
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
        bootstrap.addBundle(grpc);
    }

    /** What is managed first stops last: the doors close before what they lead to. */
    @Override
    public void run(BetraceConfiguration configuration, Environment environment) {
        HealthReport health = new HealthReport(BuildVersion.read(), environment.healthChecks());
        ServiceMetrics metrics = configuration.telemetry().build(environment, health.version());
        Database database = configuration.database().build(environment);
        configuration.retention().build(environment, database, metrics.retention());
        LiveViolations live = new LiveViolations();
        OpenJournal journal = configuration
                .journal()
                .build(
                        environment,
                        new JournalFactory.Ports(
                                database.directory(),
                                metrics.journal(),
                                configuration.pipeline().closedTracesRemembered()));
        ViolationWriter writer = configuration
                .database()
                .buildWriter(
                        environment,
                        new ViolationWriter.Ports(database.violations(), journal.log(), live, metrics.writer()));
        RuleCatalog rules = catalog(configuration, database);
        RulesDirectory files = configuration.rules().build(rules, metrics.rulesDirectory(), environment);
        RecentTraces traces = configuration.pipeline().recentTraces();
        SpanPipeline pipeline = configuration
                .pipeline()
                .build(
                        configuration.completion(),
                        new PipelinePorts(
                                rules::current,
                                writer,
                                journal.log(),
                                traces,
                                metrics.pipeline(),
                                InstantSource.system(),
                                SystemClock.INSTANCE),
                        environment);
        PipelineHealth accepting = new PipelineHealth(System::nanoTime);
        IntakeTotals totals = new IntakeTotals(metrics.intake(), reason -> accepting.refused(reason.cause()));
        SpanIntake intake = configuration.intake().build(totals, pipeline.memory(), pipeline::offer);
        RuleHealth fares = pipeline.ruleHealth();
        watch(metrics, pipeline, live, writer);
        metrics.watchJournal(journal.state());
        health.addRequired("service", ServiceLifecycle.of(environment.lifecycle())::state);
        health.addRequired("storage", new DiskHealth(database.directory()));
        health.addRequired("journal", journal.health());
        health.addRequired("violation-writer", writer::state);
        health.addRequired("pipeline", accepting::state);
        health.addRequired("grpc", grpc::state);
        health.addInformative(
                "rules", new RulesHealth(() -> rules.list(RuleFilter.ENABLED), fares::of, InstantSource.system()));
        health.addInformative("rules-directory", files::health);

        TrialApi.Clocks clocks = new TrialApi.Clocks(InstantSource.system(), SystemClock.INSTANCE);
        TrialApi trials = new TrialApi(rules, traces, intake.limits(), clocks);
        OtlpTraces otlp = new OtlpTraces(intake);
        Apis apis = new Apis(
                RuleApis.of(rules, fares::of, trials, InstantSource.system()),
                new SpanApi(intake, traces),
                ViolationApis.of(
                        database.violations(),
                        pageTokens(database),
                        writer::handle,
                        InstantSource.system(),
                        new RuleChangeApi(database.violations(), rules, traces, clocks)),
                new WatchApi(live),
                new PipelineApi(new PipelineSources(
                        totals::account, pipeline::snapshot, pipeline.memory(), journal.state(), writer::retracted)),
                new HealthApi(health));
        new RestDoor(configuration.rest(), configuration.cors())
                .register(configuration.getServerFactory(), environment, apis);
        addresses.otlpHttp(configuration.otlp().build(environment, otlp));
        grpc.serve(new GrpcServices(
                apis.rules(), apis.spans(), apis.violations(), apis.watch(), apis.pipeline(), health, otlp));
        environment.lifecycle().addServerLifecycleListener(addresses);
    }

    private static PageTokens pageTokens(Database database) {
        try {
            return new PageTokens(PageTokenKey.in(database.directory()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the key of page tokens in " + database.directory(), e);
        }
    }

    private static RuleCatalog catalog(BetraceConfiguration configuration, Database database) {
        RuleCompiler compiler =
                new JexlRuleCompiler(RuleLimits.defaults(), SystemClock.INSTANCE, InstantSource.system());
        WarmUp.run(compiler);
        Settings settings = new Settings(
                InstantSource.system(),
                SystemClock.INSTANCE,
                configuration.rules().overrides());
        RuleCatalog rules = new RuleCatalog(database.rules(), compiler, settings);
        rules.load();
        return rules;
    }

    private static void watch(
            ServiceMetrics metrics, SpanPipeline pipeline, LiveViolations live, ViolationWriter writer) {
        metrics.watchPipeline(pipeline::snapshot);
        metrics.watchMemory(pipeline.memory());
        metrics.watchRules(pipeline.ruleHealth()::all);
        metrics.watchLive(live::subscribers, live::missed);
        metrics.watchWriter(writer::queued);
    }

    /** Where it listens, once it has started. */
    public Endpoints endpoints() {
        return addresses.endpoints();
    }
}
