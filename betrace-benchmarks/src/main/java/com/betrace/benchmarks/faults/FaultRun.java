package com.betrace.benchmarks.faults;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** {@code ./betrace bench --faults}: runs the scenarios one after the other and prints a Markdown table. */
public final class FaultRun {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final PrintStream out;
    private final Setting setting;

    private FaultRun(PrintStream out, Setting setting) {
        this.out = out;
        this.setting = setting;
    }

    /** Returns the exit code: 1 where something did not hold, 2 where the arguments make no sense. */
    public static int run(String... arguments) throws InterruptedException {
        Arguments parsed;
        try {
            parsed = Arguments.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("betrace bench: " + e.getMessage() + "\n" + Arguments.USAGE);
            return MISUSED;
        }
        Path root = Path.of(System.getProperty("betrace.root", "")).toAbsolutePath();
        FaultRun run = new FaultRun(System.out, new Setting(root, parsed.seed()));
        return run.all(parsed.scenarios(), parsed.seed()) ? 0 : FAILED;
    }

    private boolean all(List<Scenario> scenarios, long seed) throws InterruptedException {
        out.println("Seed " + seed + ", " + Runtime.getRuntime().availableProcessors() + " processors, Java "
                + System.getProperty("java.version") + "\n");
        out.println("| scenario | result | time | figures |\n|---|---|---|---|");
        StringBuilder problems = new StringBuilder();
        for (Scenario scenario : scenarios) {
            Protocol protocol = one(scenario);
            protocol.problems()
                    .forEach(problem -> problems.append("- ")
                            .append(scenario.title())
                            .append(": ")
                            .append(problem)
                            .append('\n'));
        }
        out.println("\n" + (problems.isEmpty() ? "All of it held." : "What did not hold:\n\n" + problems));
        return problems.isEmpty();
    }

    private Protocol one(Scenario scenario) throws InterruptedException {
        long start = System.nanoTime();
        Protocol protocol = Protocol.of(scenario, setting);
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        String result = protocol.problems().isEmpty() ? "held" : "**FAILED**";
        out.printf(
                Locale.ROOT,
                "| %s | %s | %.0f s | %s |%n",
                scenario.title(),
                protocol.skipped().isEmpty() ? result : "skipped",
                seconds,
                protocol.skipped() + protocol.figures());
        out.flush();
        // At once, as the rest may take an hour.
        protocol.problems().forEach(problem -> System.err.println(scenario.title() + ": " + problem));
        return protocol;
    }
}
