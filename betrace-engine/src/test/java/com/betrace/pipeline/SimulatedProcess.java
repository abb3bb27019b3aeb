package com.betrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Settlement;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import com.betrace.model.Violation;
import com.betrace.model.ViolationUpdate;
import com.betrace.oracle.NaiveAssembly.Times;
import com.betrace.oracle.NaiveLane;
import com.betrace.oracle.NaiveLane.Closed;
import com.betrace.oracle.NaiveLane.Finds;
import com.betrace.oracle.NaiveLane.Logged;
import com.betrace.oracle.NaiveLane.Remains;
import com.betrace.oracle.NaiveLane.Settles;
import com.betrace.oracle.NaiveLane.Turn;
import com.betrace.oracle.NaiveLane.Update;
import com.betrace.store.RecentTraces;
import com.betrace.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One process of a simulation: a pipeline without threads, and beside each of its lanes the oracle's, turn by turn. */
final class SimulatedProcess implements RecentTraces {

    private final ManualClock clock;
    private final SimulatedLog log;
    private final SpanPipeline pipeline;
    private final List<NaiveLane> naive;
    private final List<Deque<Queued>> queues;
    private final BiConsumer<List<Judged>, Turn> out;
    private final List<Judged> said = new ArrayList<>();
    private final List<TraceId> judged = new ArrayList<>();

    /** How long a trace takes to be judged. */
    Duration judgingTakes = Duration.ZERO;

    /**
     * Starts, and takes up what is in the log.
     *
     * @param out takes what a lane said in a turn, and what the oracle's said
     */
    SimulatedProcess(
            PipelineOptions options,
            Times times,
            ManualClock clock,
            SimulatedLog log,
            SimulatedRules rules,
            BiConsumer<List<Judged>, Turn> out) {
        this.clock = clock;
        this.log = log;
        this.out = out;
        log.started();
        pipeline = new SpanPipeline(
                options, new PipelinePorts(rules::now, said::add, log, this, PipelineMetrics.NONE, clock, clock));
        naive = Stream.generate(() -> new NaiveLane(times, rules::naiveNow, rules.patience(), clock.getAsLong()))
                .limit(options.lanes())
                .toList();
        queues = Stream.generate(() -> (Deque<Queued>) new ArrayDeque<Queued>())
                .limit(options.lanes())
                .toList();
        recover();
    }

    /** What is noted as closed comes as such, and all other spans as they came. */
    private void recover() {
        List<Remains> closed = log.closed();
        List<Logged> entries = log.entries();
        long time = log.time();
        long last = entries.stream()
                .filter(logged -> !logged.spans().isEmpty())
                .mapToLong(Logged::entry)
                .max()
                .orElse(0);
        pipeline.recover();
        Set<TraceId> known = new HashSet<>();
        closed.forEach(remains -> known.add(remains.trace()));
        for (Logged logged : entries) {
            logged.spans().stream()
                    .filter(span -> !known.contains(span.traceId()))
                    .forEach(span -> lane(span.traceId()).restoreOpen(span, logged.entry(), logged.time()));
        }
        closed.forEach(remains -> lane(remains.trace()).restoreClosed(remains, time));
        List<Turn> turns = naive.stream()
                .map(lane -> lane.startAt(clock.getAsLong(), time, last))
                .toList();
        Turn all =
                new Turn(turns.stream().flatMap(turn -> turn.updates().stream()).toList(), List.of());
        compare("after the start", null, all);
    }

    private NaiveLane lane(TraceId trace) {
        return naive.get(SpanBatch.laneOf(trace, naive.size()));
    }

    Offer offer(List<Span> spans) {
        Offer answer = pipeline.offer(spans);
        if (answer == Offer.TAKEN) {
            List<SpanBatch> batches = SpanBatch.split(spans, naive.size());
            for (int lane = 0; lane < batches.size(); lane++) {
                if (!batches.get(lane).spans().isEmpty()) {
                    queues.get(lane).add(new Queued(batches.get(lane), log.lastEntry(), 0));
                }
            }
        }
        return answer;
    }

    int lanes() {
        return naive.size();
    }

    /** One turn; false where no request was waiting for it. */
    boolean step(int lane) {
        Queued next = queues.get(lane).poll();
        long at = clock.getAsLong();
        judged.clear();
        boolean worked = pipeline.lanes().get(lane).step();
        assertThat(worked).isEqualTo(next != null);
        naive.get(lane).turn(at, next == null ? List.of() : next.batch().spans(), next == null ? 0 : next.entry());
        Turn expected = naive.get(lane).judge(List.copyOf(judged), judgingTakes.toNanos());
        compare("lane " + lane, naive.get(lane), expected);
        checkAccounts();
        return worked;
    }

    /** Ends as a process that is asked to. */
    void stop() {
        for (int lane = 0; lane < lanes(); lane++) {
            pipeline.lanes().get(lane).finish();
            while (!queues.get(lane).isEmpty()) {
                step(lane);
            }
            assertThat(pipeline.lanes().get(lane).isDrained()).isTrue();
        }
        judgingTakes = Duration.ZERO;
        for (int lane = 0; lane < lanes(); lane++) {
            judged.clear();
            pipeline.lanes().get(lane).windUp();
            Turn expected = log.keepsOpenTraces()
                    ? naive.get(lane).judgeAll(clock.getAsLong())
                    : naive.get(lane).shutDown(clock.getAsLong());
            compare("lane " + lane + " at the end", naive.get(lane), expected);
        }
    }

    boolean isQuiet() {
        return queues.stream().allMatch(Deque::isEmpty) && naive.stream().allMatch(NaiveLane::isQuiet);
    }

    Stream<String> alone() {
        return naive.stream().flatMap(lane -> lane.alone().stream());
    }

    /** What kinds of things became of spans and traces. */
    Stream<String> seen() {
        return naive.stream().flatMap(lane -> lane.seen().stream());
    }

    private void compare(String who, NaiveLane lane, Turn expected) {
        List<Judged> actual = List.copyOf(said);
        said.clear();
        assertThat(actual.stream().flatMap(judged -> judged.updates().stream()).map(SimulatedProcess::text))
                .as("what %s found at %s ms", who, clock.getAsLong() / 1_000_000)
                .containsExactlyInAnyOrderElementsOf(
                        expected.updates().stream().map(SimulatedProcess::text).toList());
        assertThat(actual.stream().flatMap(judged -> judged.closed().stream()).map(SimulatedProcess::text))
                .as("what %s closed at %s ms", who, clock.getAsLong() / 1_000_000)
                .containsExactlyInAnyOrderElementsOf(
                        expected.closed().stream().map(SimulatedProcess::text).toList());
        if (lane != null) {
            actual.forEach(judged -> judged.forgotten().forEach(forgotten -> checkForgetting(lane, forgotten)));
        } else {
            actual.forEach(judged ->
                    judged.forgotten().forEach(forgotten -> checkForgetting(lane(forgotten.traceId()), forgotten)));
        }
        out.accept(actual, expected);
    }

    private static void checkForgetting(NaiveLane lane, Forgotten forgotten) {
        assertThat(lane.mayNeed(forgotten.traceId()))
                .as("%s was to be forgotten, but is still to be judged", forgotten.traceId())
                .isFalse();
        assertThat(forgotten.through()).isLessThanOrEqualTo(lane.through());
    }

    private void checkAccounts() {
        PipelineSnapshot.Spans spans = pipeline.snapshot().spans();
        List<Long> actual = List.of(
                spans.accepted() - spans.queued(),
                spans.duplicates(),
                spans.late(),
                spans.afterLimit(),
                spans.inOpenTraces(),
                spans.inClosedTraces());
        List<Long> expected = IntStream.range(0, actual.size())
                .mapToObj(place -> naive.stream()
                        .mapToLong(lane -> lane.accounts().get(place))
                        .sum())
                .toList();
        assertThat(actual)
                .as("accepted, duplicates, late, after a limit, in open traces, in closed traces")
                .isEqualTo(expected);
        assertThat(actual.get(0))
                .as("the balance")
                .isEqualTo(actual.subList(1, actual.size()).stream()
                        .mapToLong(n -> n)
                        .sum());
        assertThat(spans.queued())
                .isEqualTo(queues.stream()
                        .flatMap(Deque::stream)
                        .mapToLong(queued -> queued.batch().size())
                        .sum());
    }

    private static String text(ViolationUpdate update) {
        if (update instanceof Settlement settlement) {
            return "settled " + settlement.traceId() + " " + sorted(settlement.rules()) + sorted(settlement.standing());
        }
        Violation found = (Violation) update;
        String spans = found.context().getOrDefault("trace.spans", "0");
        return found.ruleId() + " " + found.traceId() + " " + found.id() + " " + found.undecided() + " "
                + found.offenders() + " of " + spans + (found.late() ? " late" : "");
    }

    private static String text(Update update) {
        if (update instanceof Settles settles) {
            return "settled " + settles.trace() + " " + sorted(settles.rules()) + sorted(settles.standing());
        }
        Finds found = (Finds) update;
        return found.rule() + " " + found.trace() + " " + found.id() + " " + found.undecided() + " " + found.offenders()
                + " of " + found.spans() + (found.late() ? " late" : "");
    }

    private static List<String> sorted(Set<?> set) {
        return set.stream().map(Object::toString).sorted().toList();
    }

    private static String text(CloseMark mark) {
        return mark.traceId() + " by " + mark.reason() + " with " + mark.spans() + " through " + mark.through();
    }

    private static String text(Closed closed) {
        return closed.trace() + " by " + closed.reason() + " with "
                + closed.spans().size() + " through " + closed.through();
    }

    @Override
    public void add(Trace trace) {
        judged.add(trace.id());
        clock.advance(judgingTakes);
    }

    @Override
    public Optional<Trace> find(TraceId id) {
        return Optional.empty();
    }

    @Override
    public List<Trace> newest(int max) {
        return List.of();
    }
}
