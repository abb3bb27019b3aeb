package com.betrace.pipeline;

import com.betrace.model.Span;
import com.betrace.model.TraceId;
import com.betrace.oracle.NaiveLane.Logged;
import com.betrace.oracle.NaiveLane.Remains;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A log that outlives its processes, in memory. What it is told of closes it may note later; then a kill loses it, with all that
 * it was told after that. Its time stands while no process runs.
 */
final class SimulatedLog implements SpanLog {

    /** The process died in the middle of an append: the spans are there, but nobody was told. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final LongSupplier clock;
    private final Random random;
    private final boolean keeps;
    private final TreeMap<Long, Logged> entries = new TreeMap<>();
    private final Map<TraceId, Noted> marks = new LinkedHashMap<>();
    private final List<Runnable> unnoted = new ArrayList<>();
    private long lastEntry;
    private long before;
    private long startedAt;

    boolean fails;
    boolean full;
    boolean lazy;
    boolean killsInAppend;

    record Noted(CloseMark mark, long time) {}

    /** @param keeps whether it keeps anything at all */
    SimulatedLog(LongSupplier clock, Random random, boolean keeps) {
        this.clock = clock;
        this.random = random;
        this.keeps = keeps;
    }

    long time() {
        return before + clock.getAsLong() - startedAt;
    }

    /** The process has ended; what was not noted is lost. */
    void ended() {
        before = time();
        unnoted.clear();
    }

    void started() {
        startedAt = clock.getAsLong();
    }

    @Override
    public Append append(List<Span> spans, LongConsumer handOver) {
        if (full || fails) {
            return full ? Append.FULL : Append.FAILED;
        }
        lastEntry++;
        if (keeps) {
            entries.put(lastEntry, new Logged(lastEntry, time(), List.copyOf(spans)));
        }
        if (killsInAppend) {
            killsInAppend = false;
            throw new Killed();
        }
        handOver.accept(lastEntry);
        return Append.LOGGED;
    }

    long lastEntry() {
        return lastEntry;
    }

    @Override
    public void markClosed(List<CloseMark> closed) {
        unnoted.add(() -> closed.forEach(this::note));
        if (!lazy || random.nextInt(3) > 0) {
            noteAll();
        }
    }

    private void note(CloseMark mark) {
        if (keeps) {
            marks.remove(mark.traceId());
            marks.put(mark.traceId(), new Noted(mark, time()));
        }
    }

    @Override
    public void forget(List<Forgotten> traces) {
        unnoted.add(() -> traces.forEach(this::forget));
        if (!lazy) {
            noteAll();
        }
    }

    private void noteAll() {
        unnoted.forEach(Runnable::run);
        unnoted.clear();
    }

    private void forget(Forgotten forgotten) {
        List<Logged> left = remains(forgotten.traceId());
        if (left.stream().allMatch(logged -> logged.entry() <= forgotten.through())) {
            entries.replaceAll((number, logged) -> only(logged, forgotten.traceId(), false));
        }
    }

    private static Logged only(Logged logged, TraceId trace, boolean thisOne) {
        List<Span> spans = logged.spans().stream()
                .filter(span -> span.traceId().equals(trace) == thisOne)
                .toList();
        return new Logged(logged.entry(), logged.time(), spans);
    }

    private List<Logged> remains(TraceId trace) {
        return entries.values().stream()
                .map(logged -> only(logged, trace, true))
                .filter(logged -> !logged.spans().isEmpty())
                .toList();
    }

    /** The traces that are noted as closed, with what is left of them. */
    List<Remains> closed() {
        return marks.values().stream()
                .map(noted -> new Remains(
                        noted.mark().traceId(),
                        noted.mark().reason(),
                        noted.mark().spans(),
                        noted.mark().through(),
                        noted.time(),
                        remains(noted.mark().traceId())))
                .toList();
    }

    boolean hasNoted(TraceId trace) {
        return marks.containsKey(trace);
    }

    List<Logged> entries() {
        return List.copyOf(entries.values());
    }

    @Override
    public void replay(Replay replay) {
        replay.ended(time());
        marks.values().forEach(noted -> replay.closed(noted.mark(), noted.time()));
        entries.values().stream()
                .filter(logged -> !logged.spans().isEmpty())
                .forEach(logged -> replay.spans(logged.entry(), logged.spans(), logged.time(), false));
    }

    @Override
    public boolean keepsOpenTraces() {
        return keeps;
    }

    @Override
    public void close() {}
}
