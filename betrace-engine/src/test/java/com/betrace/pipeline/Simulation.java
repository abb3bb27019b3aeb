package com.betrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.assembly.AssemblyLimits;
import com.betrace.assembly.CompletionPolicy;
import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import com.betrace.model.Violation;
import com.betrace.oracle.NaiveAssembly.Times;
import com.betrace.oracle.NaiveLane.Closed;
import com.betrace.oracle.NaiveStore;
import com.betrace.pipeline.SimulatedTraffic.Request;
import com.betrace.store.ViolationCriteria;
import com.betrace.store.ViolationQuery;
import com.betrace.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A whole life of the pipeline from one seed: senders that send late, twice and in any order, processes that stand still, stop
 * and are killed, a store and a log that are slow or fail, rules that change, and clocks that jump. What the pipeline says is
 * held to the oracle after each turn, what is stored at the end.
 */
final class Simulation {

    private static final Duration TURN = Duration.ofMillis(250);
    private static final int MANY = 100_000;
    private static final Times TIMES = times(1_002, 3_002, 9_002);
    private static final Times PATIENCE = times(2_002, 4_002, 12_002);

    private final Random random;
    private final ManualClock clock = new ManualClock();
    private final SimulatedLog log;
    private final SimulatedRules rules;
    private final SimulatedWriter writer;
    private final PipelineOptions options;
    private final Times times;
    private final PriorityQueue<Request> requests =
            new PriorityQueue<>(Comparator.comparingLong(Request::at).thenComparing(Request::number));
    private final Map<TraceId, Set<SpanId>> accepted = new TreeMap<>(Comparator.comparing(TraceId::toString));
    private final Set<String> alone = new HashSet<>();
    private final List<String> story = new ArrayList<>();
    private final Set<String> seen = new TreeSet<>();
    private SimulatedProcess process;
    private boolean storing = true;

    private static Times times(long rootGrace, long idle, long maxAge) {
        return new Times(nanos(rootGrace), nanos(idle), nanos(maxAge), nanos(6_002), MANY);
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    Simulation(long seed) {
        random = new Random(new SplittableRandom(seed).nextLong()); // neighbouring seeds begin alike otherwise
        boolean keeps = random.nextInt(8) > 0;
        log = new SimulatedLog(clock, random, keeps);
        log.lazy = random.nextInt(4) == 0;
        writer = new SimulatedWriter(log);
        int maxSpans = random.nextInt(3) == 0 ? 3 + random.nextInt(6) : MANY;
        times = new Times(TIMES.rootGrace(), TIMES.idle(), TIMES.maxAge(), linger(), maxSpans);
        rules = new SimulatedRules(random, PATIENCE);
        options = options(1 + random.nextInt(3));
        requests.addAll(new SimulatedTraffic(random).requests(3 + random.nextInt(8)));
        tell("with %s, %s lanes, %s", keeps ? "a log" : "no log", options.lanes(), times);
        process = start();
    }

    private long linger() {
        return random.nextInt(8) == 0 ? 0 : TIMES.linger();
    }

    private PipelineOptions options(int lanes) {
        return new PipelineOptions(
                lanes,
                1_000_000,
                1_000_000_000,
                new CompletionPolicy(
                        Duration.ofNanos(times.rootGrace()),
                        Duration.ofNanos(times.idle()),
                        Duration.ofNanos(times.maxAge())),
                new AssemblyLimits(times.maxSpans(), 100_000_000, 1 << 14, Duration.ofNanos(times.linger())),
                Duration.ofMinutes(1),
                Duration.ofSeconds(1));
    }

    private SimulatedProcess start() {
        return new SimulatedProcess(options, times, clock, log, rules, writer::take);
    }

    /** What happened, for those who look for the cause of a failure. */
    String story() {
        return rules + String.join("\n", story);
    }

    private void tell(String what, Object... about) {
        story.add(clock.getAsLong() / 1_000_000 + " ms: " + String.format(what, about));
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** Runs until everything that was sent is judged and stored, and checks what there is then. */
    void run() {
        while (!requests.isEmpty()) {
            pass(timeToNextTurn());
            disturb();
            deliver();
            work();
            write();
        }
        settle();
        checkStore();
        if (log.keepsOpenTraces()) {
            checkEverySpanIsJudged();
        }
    }

    private Duration timeToNextTurn() {
        return switch (random.nextInt(60)) {
            case 0 -> Duration.ofSeconds(10 + random.nextInt(50));
            case 1, 2 -> Duration.ofMillis(10L * (30 + random.nextInt(170)));
            default -> Duration.ofMillis(10L * (1 + random.nextInt(12)));
        };
    }

    private void pass(Duration time) {
        clock.advance(time);
        if (time.compareTo(TURN) > 0) {
            tell("nothing moved for %s", time);
            seen.add("stood still");
        }
        if (oneIn(50)) {
            clock.setWall(clock.instant().plusSeconds(random.nextInt(7_200) - 3_600));
        }
    }

    private void disturb() {
        switch (random.nextInt(60)) {
            case 0 -> kill("killed");
            case 1 -> stop();
            case 2 -> changeRules();
            case 3 -> storing = false;
            case 4 -> log.fails = true;
            case 5 -> log.full = true;
            case 6 -> log.killsInAppend = log.keepsOpenTraces();
            case 7 -> slowDown();
            default -> heal();
        }
    }

    private void changeRules() {
        String change = rules.change();
        tell("rules: %s", change);
        seen.add("rules: " + change.split(" ")[0]);
    }

    private void slowDown() {
        process.judgingTakes = Duration.ofMillis(10L * random.nextInt(13));
        tell("judging takes %s", process.judgingTakes);
        seen.add("slow judging");
    }

    /** Trouble passes by itself. */
    private void heal() {
        storing |= oneIn(15);
        log.fails &= !oneIn(6);
        log.full &= !oneIn(6);
    }

    private void kill(String how) {
        if (log.keepsOpenTraces()) {
            tell("%s", how);
            seen.add(how);
            writer.killed();
            restart();
        }
    }

    private void stop() {
        tell("stopped");
        seen.add("stopped");
        process.stop();
        while (!writer.isEmpty()) {
            writer.write(10, () -> false);
        }
        restart();
    }

    private void restart() {
        witness();
        log.ended();
        clock.advance(Duration.ofMillis(10L * random.nextInt(500)));
        process = start();
    }

    private void deliver() {
        while (!requests.isEmpty() && requests.peek().at() <= clock.getAsLong()) {
            Request request = requests.remove();
            try {
                answer(request, process.offer(request.spans()));
            } catch (SimulatedLog.Killed e) {
                requests.add(request.later(nanos(10L * random.nextInt(100))));
                tell("request %s is logged, but not answered", request.number());
                kill("killed in a request");
            }
        }
    }

    private void answer(Request request, Offer answer) {
        tell("request %s: %s %s", request.number(), request.spans(), answer);
        seen.add(answer.name());
        if (answer != Offer.TAKEN) {
            requests.add(request.later(nanos(100 + 10L * random.nextInt(100))));
            return;
        }
        request.spans()
                .forEach(span -> accepted.computeIfAbsent(span.traceId(), trace -> new HashSet<>())
                        .add(span.spanId()));
        if (oneIn(10)) {
            tell("request %s will come again", request.number());
            seen.add("sent twice");
            requests.add(request.later(nanos(10L * random.nextInt(oneIn(3) ? 1_500 : 100))));
        }
    }

    private void work() {
        for (int lane = 0; lane < process.lanes(); lane++) {
            for (int turns = random.nextInt(4); turns > 0; turns--) {
                process.step(lane);
            }
        }
    }

    private void write() {
        if (storing && !writer.isEmpty() && oneIn(3)) {
            if (!writer.write(1 + random.nextInt(4), () -> log.keepsOpenTraces() && oneIn(40))) {
                kill("killed while writing");
            }
        }
    }

    /** Nothing goes wrong any more, and time passes. */
    private void settle() {
        tell("nothing more comes");
        log.lazy = false;
        process.judgingTakes = Duration.ZERO;
        for (int turns = 0; !process.isQuiet() || !writer.isEmpty(); turns++) {
            assertThat(turns).as("turns until all is quiet").isLessThan(1_000);
            clock.advance(TURN);
            for (int lane = 0; lane < process.lanes(); lane++) {
                process.step(lane);
            }
            if (!writer.isEmpty()) {
                writer.write(10, () -> false);
            }
        }
        witness();
    }

    /** What a process leaves behind for the checks at the end. */
    private void witness() {
        process.alone().forEach(alone::add);
        process.seen().forEach(seen::add);
    }

    private void checkStore() {
        Map<Object, NaiveStore.Row> stored = new HashMap<>();
        for (Violation one : writer.store()
                .find(ViolationQuery.newest(ViolationCriteria.ALL, MANY))
                .violations()) {
            stored.put(
                    one.id(),
                    new NaiveStore.Row(
                            one.ruleId(),
                            one.traceId(),
                            one.retracted(),
                            one.undecided(),
                            one.offenders(),
                            one.late()));
        }
        assertThat(stored)
                .as("what is stored")
                .isEqualTo(new HashMap<>(writer.expected().rows()));
    }

    /** In exactly one trace that is noted as closed, unless it came too late for any. */
    private void checkEverySpanIsJudged() {
        Map<TraceId, Closed> last = new HashMap<>();
        writer.closed().forEach(closed -> last.put(closed.trace(), closed));
        accepted.forEach((trace, spans) -> {
            assertThat(log.hasNoted(trace)).as("%s is noted as closed", trace).isTrue();
            Set<SpanId> judged = new HashSet<>(last.get(trace).spans());
            spans.stream().filter(span -> alone.contains(trace + "/" + span)).forEach(judged::add);
            assertThat(judged).as("spans of %s", trace).isEqualTo(spans);
        });
    }

    /** What kinds of things happened. */
    Set<String> seen() {
        writer.closed().forEach(closed -> seen.add("closed by " + closed.reason()));
        for (NaiveStore.Row row : writer.expected().rows().values()) {
            seen.add(row.undecided() == null ? "violated" : row.undecided().name());
            if (row.retracted()) {
                seen.add("retracted");
            }
            if (row.late()) {
                seen.add("found late");
            }
        }
        return seen;
    }
}
