package com.betrace.benchmarks.throughput;

import com.betrace.benchmarks.faults.Setting;
import com.betrace.benchmarks.faults.target.Launch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code ./betrace bench}: the packaged service under load, as a Markdown table. */
public final class Throughput {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final int THREADS = 4;

    /** Given to the service, with the options of the launcher. */
    private static final int HEAP_MIB = 2048;

    private static final String INTERVAL = "interval";

    private final PrintStream out;
    private final Setting setting;
    private final Arguments arguments;
    private final Load base;
    private final Map<String, Figures> figures = new LinkedHashMap<>();

    private Throughput(PrintStream out, Setting setting, Arguments arguments) {
        this.out = out;
        this.setting = setting;
        this.arguments = arguments;
        this.base = new Load(
                Transport.OTLP_GRPC,
                10,
                INTERVAL,
                THREADS,
                0,
                Duration.ofSeconds(arguments.quick() ? 10 : 20),
                Duration.ofSeconds(arguments.quick() ? 10 : 30));
    }

    /** Returns the exit code: 1 where a run was void, 2 where the arguments make no sense. */
    public static int run(List<String> arguments) throws InterruptedException {
        Arguments parsed;
        try {
            parsed = Arguments.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("betrace bench: " + e.getMessage() + "\n" + Arguments.USAGE);
            return MISUSED;
        }
        Path root = Path.of(System.getProperty("betrace.root", "")).toAbsolutePath();
        try {
            Throughput throughput = new Throughput(System.out, new Setting(root, 0), parsed);
            Duration soak = parsed.soak();
            if (soak != null) {
                return throughput.soak(soak) ? 0 : FAILED;
            }
            if (throughput.titles().stream().noneMatch(throughput::isChosen)) {
                System.err.println("betrace bench: no figure has '" + parsed.only()
                        + "' in its title, expected a part of one of:\n  " + String.join("\n  ", throughput.titles()));
                return MISUSED;
            }
            throughput.all();
            return 0;
        } catch (IOException e) {
            System.err.println("betrace bench: " + e);
            return FAILED;
        }
    }

    /** Takes OTLP over gRPC and does less than the service with it, until it is killed. */
    public static void sink(String depth) throws IOException, InterruptedException {
        SinkServer.run(SinkServer.Depth.valueOf(depth));
    }

    private void all() throws IOException, InterruptedException {
        Map<String, Step> chosen = steps();
        chosen.keySet().removeIf(title -> !isChosen(title));
        if (!chosen.isEmpty()) {
            table(chosen);
        }
        if (isChosen(OpenTraces.TITLE)) {
            out.println("\n" + new OpenTraces(launch()).run());
        }
    }

    private List<String> titles() {
        List<String> titles = new ArrayList<>(steps().keySet());
        titles.add(OpenTraces.TITLE);
        return titles;
    }

    private boolean isChosen(String title) {
        return title.contains(arguments.only());
    }

    private void table(Map<String, Step> chosen) throws IOException, InterruptedException {
        out.println(
                LocalDate.now() + ", " + Runtime.getRuntime().availableProcessors() + " processors shared by service"
                        + " and senders, Java " + System.getProperty("java.version") + ", " + bytesPerSpan()
                        + " bytes a span\n");
        out.println("| load | spans/s | CPU of the service | acknowledged after (median, p99) | memory | refused |");
        out.println("|---|---|---|---|---|---|");
        for (Map.Entry<String, Step> step : chosen.entrySet()) {
            Figures measured = step.getValue().run();
            figures.put(step.getKey(), measured);
            print(step.getKey(), measured);
        }
    }

    /** Returns whether nothing grew. */
    private boolean soak(Duration duration) throws IOException, InterruptedException {
        Figures full = service(base);
        return new Soak(out, launch(), base.atRate(full.spansPerSecond() / 2), duration).run();
    }

    private Map<String, Step> steps() {
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("OTLP/gRPC, accepted only", () -> SinkRun.run(SinkServer.Depth.ACCEPT, base));
        steps.put("OTLP/gRPC, decoded only", () -> SinkRun.run(SinkServer.Depth.DECODE, base));
        String first = title(base);
        steps.put(first, () -> service(base));
        for (Load load : List.of(
                base.withRules(0),
                base.withRules(100),
                base.withRules(1_000),
                base.withJournal("off"),
                base.with(Transport.OTLP_HTTP),
                base.with(Transport.OTLP_JSON),
                base.with(Transport.REST))) {
            steps.put(title(load), () -> service(load));
        }
        steps.put(first + " at half load", () -> service(base.atRate(half(first))));
        return steps;
    }

    /** Half of the full speed, which is measured for it where it was not asked for. */
    private double half(String first) throws IOException, InterruptedException {
        Figures full = figures.get(first);
        if (full == null) {
            full = service(base);
        }
        return full.spansPerSecond() / 2;
    }

    private Figures service(Load load) throws IOException, InterruptedException {
        return new LoadRun(launch(), load).run();
    }

    /** As the launcher starts it. */
    private Launch launch() throws IOException {
        Launch launch = setting.launch("throughput").withHeap(HEAP_MIB).withJvmOption("-XX:MaxTenuringThreshold=0");
        for (String option : arguments.jvmOptions()) {
            launch = launch.withJvmOption(option);
        }
        return launch;
    }

    private static String title(Load load) {
        return load.transport() + ", " + load.rules() + " rules"
                + (load.journal().equals(INTERVAL) ? "" : ", journal " + load.journal());
    }

    private void print(String title, Figures figures) {
        out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f ns a span | %.1f ms, %.1f ms | %,d MiB | %d |%n",
                title,
                figures.spansPerSecond(),
                figures.cpuNanosPerSpan(),
                figures.ackMedian(),
                figures.ackP99(),
                figures.peakMib(),
                figures.refusals());
        out.flush();
    }

    private static long bytesPerSpan() {
        List<Wave> waves = Wave.all(Transport.OTLP_GRPC);
        long bytes = waves.stream()
                .flatMap(wave -> wave.requests().stream())
                .mapToLong(request -> request.body().length)
                .sum();
        return bytes / waves.stream().mapToLong(Wave::spans).sum();
    }

    private interface Step {
        Figures run() throws IOException, InterruptedException;
    }
}
