package com.betrace.service.cli;

import com.betrace.service.RunningBetrace;
import com.betrace.v1.Violation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Runs the demo's client against a service of a test. */
public final class DemoFixture {

    private DemoFixture() {}

    /** @param printed what a person would have seen */
    public record Shown(Collection<Violation> violations, String printed) {}

    public static Shown run(Endpoints endpoints) throws Exception {
        return run(endpoints, DemoScenario.load(RunningBetrace.ROOT.resolve("examples/demo")));
    }

    static Shown run(Endpoints endpoints, DemoScenario scenario) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(printed, true, StandardCharsets.UTF_8), false);
        try (DemoRun run = new DemoRun(endpoints, scenario, console)) {
            Collection<Violation> violations = run.run();
            run.printAddresses();
            return new Shown(violations, printed.toString(StandardCharsets.UTF_8));
        }
    }
}
