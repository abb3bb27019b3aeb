package com.betrace.service.cli;

import com.betrace.service.cli.Console.Tone;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code demo CONFIG}: starts the service, shows it at work on the sample traces, and leaves it running. */
public final class DemoCommand<T extends Configuration> extends StartCommand<T> {

    private static final String SCENARIO = "scenario";

    private final Supplier<Endpoints> endpoints;

    /** @param endpoints asked once the service has started */
    public DemoCommand(Application<T> application, Supplier<Endpoints> endpoints) {
        super(application, "demo", "Starts the service and sends it sample rules and traces");
        this.endpoints = endpoints;
    }

    @Override
    public void configure(Subparser subparser) {
        super.configure(subparser);
        subparser
                .addArgument("--" + SCENARIO)
                .setDefault("examples/demo")
                .help("the directory with rules.yaml and traces.yaml");
    }

    @Override
    protected void run(Environment environment, Namespace namespace, T configuration) throws Exception {
        Console console = Console.of(System.out, System.getenv());
        DemoScenario scenario = DemoScenario.load(Path.of(namespace.getString(SCENARIO)));
        environment.lifecycle().addServerLifecycleListener(server -> {
            double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
            console.line(Tone.GOOD, String.format("✔ service ready in %.1f s", seconds));
            Thread demo = new Thread(() -> show(scenario, console), "demo");
            demo.setDaemon(true);
            demo.start();
        });
        super.run(environment, namespace, configuration);
    }

    /** The connection stays open: what later traces break is printed too, until the process ends. */
    private void show(DemoScenario scenario, Console console) {
        DemoRun run = new DemoRun(endpoints.get(), scenario, console);
        try {
            run.run();
            run.printAddresses();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | RuntimeException e) {
            run.close();
            console.line(Tone.BAD, "The demo stopped: " + e.getMessage());
        }
    }
}
