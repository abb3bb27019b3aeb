package com.betrace.benchmarks.throughput;

import com.betrace.benchmarks.faults.target.Launch;
import com.betrace.benchmarks.faults.target.ServiceApi;
import com.betrace.benchmarks.faults.target.ServiceProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** {@code ./betrace bench --soak}: a load for a long time, under which nothing may grow (H1). */
final class Soak {

    private static final int SAMPLES = 24;

    /** Of what was there before: noise of the collector. */
    private static final double MEMORY_NOISE = 0.05;

    /** Connections of the one that reads the metrics, and threads of pools that come and go. */
    private static final long COUNT_NOISE = 8;

    private final PrintStream out;
    private final Launch launch;
    private final Load load;
    private final Duration duration;
    private final List<SoakSample> samples = new ArrayList<>();

    Soak(PrintStream out, Launch launch, Load load, Duration duration) {
        this.out = out;
        this.launch = launch;
        this.load = load;
        this.duration = duration;
    }

    /** Returns whether nothing grew; throws where a verdict was wrong. */
    boolean run() throws IOException, InterruptedException {
        out.println(
                "| after | spans/s | acknowledged after (median, p99) | refused | resident | spans in flight | journal"
                        + " | files | threads |");
        out.println("|---|---|---|---|---|---|---|---|---|");
        long spans = new LoadRun(launch, load).run((senders, service, api) -> {
            for (int i = 1; i <= SAMPLES; i++) {
                sample(i, senders, service, api);
            }
            return senders.spans();
        });
        List<String> grown = grown(samples);
        out.printf(
                Locale.ROOT,
                "%n%,d spans in %s, every verdict as expected; %s%n",
                spans,
                duration.toString().substring(2).toLowerCase(Locale.ROOT),
                grown.isEmpty() ? "nothing grew" : "grew: " + String.join(", ", grown));
        return grown.isEmpty();
    }

    private void sample(int number, Senders senders, ServiceProcess service, ServiceApi api)
            throws IOException, InterruptedException {
        Figures figures = new Meter(senders, service.pid()).measure(Duration.ZERO, duration.dividedBy(SAMPLES));
        SoakSample sample = SoakSample.of(service, api);
        samples.add(sample);
        out.printf(
                Locale.ROOT,
                "| %,d s | %,.0f | %.1f ms, %.1f ms | %d | %,d MiB | %,d MiB | %,d MiB | %d | %d |%n",
                duration.dividedBy(SAMPLES).multipliedBy(number).toSeconds(),
                figures.spansPerSecond(),
                figures.ackMedian(),
                figures.ackP99(),
                figures.refusals(),
                sample.residentMib(),
                sample.usedMib(),
                sample.journalMib(),
                sample.files(),
                sample.threads());
    }

    /** What the last quarter has more of than the second: the first is for warming up. */
    static List<String> grown(List<SoakSample> samples) {
        List<String> grown = new ArrayList<>();
        check(grown, samples, "resident memory", SoakSample::residentMib, MEMORY_NOISE, 0);
        check(grown, samples, "spans in flight", SoakSample::usedMib, MEMORY_NOISE, 0);
        check(grown, samples, "files", SoakSample::files, 0, COUNT_NOISE);
        check(grown, samples, "threads", SoakSample::threads, 0, COUNT_NOISE);
        return grown;
    }

    private static void check(
            List<String> grown,
            List<SoakSample> samples,
            String what,
            ToLongFunction<SoakSample> value,
            double share,
            long least) {
        int quarter = samples.size() / 4;
        double before = mean(samples.subList(quarter, 2 * quarter), value);
        double after = mean(samples.subList(samples.size() - quarter, samples.size()), value);
        if (after > before * (1 + share) + least) {
            grown.add(String.format(Locale.ROOT, "%s from %.0f to %.0f", what, before, after));
        }
    }

    private static double mean(List<SoakSample> samples, ToLongFunction<SoakSample> value) {
        return samples.stream().mapToLong(value).average().orElse(0);
    }
}
