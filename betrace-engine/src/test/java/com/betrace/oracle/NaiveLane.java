package com.betrace.oracle;

import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import com.betrace.model.UndecidedReason;
import com.betrace.model.ViolationId;
import com.betrace.oracle.NaiveAssembly.Closing;
import com.betrace.oracle.NaiveAssembly.Fate;
import com.betrace.oracle.NaiveAssembly.NaiveLife;
import com.betrace.oracle.NaiveAssembly.Times;
import com.betrace.oracle.NaiveRule.Found;
import com.betrace.oracle.NaiveRule.When;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a lane is to find, turn by turn: its time, its traces, and what its rules say of them. */
public final class NaiveLane {

    /** However long a turn takes, traces age by no more than this. */
    private static final long LONGEST_TURN = 250_000_000;

    private static final long DUE = 10_000_000;

    private final Supplier<List<NaiveRule>> rules;
    private final Map<String, Times> patience;
    private final NaiveAssembly assembly;
    private final List<Waiting> unjudged = new ArrayList<>();
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    private final Set<String> alone = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private List<Update> updates = new ArrayList<>();
    private List<Closed> closed = new ArrayList<>();
    private long accepted;
    private long inClosed;
    private long reading;
    private long now;
    private long lastDue;
    private long through;

    /** A close that waits to be judged, and the last entry taken whole before it. */
    private record Waiting(Closing closing, long through) {}

    /** Something a lane says. */
    public sealed interface Update permits Finds, Settles {
        TraceId trace();
    }

    /** A violation, or what may be one. */
    public record Finds(
            String rule,
            TraceId trace,
            String discriminator,
            @Nullable UndecidedReason undecided,
            List<SpanId> offenders,
            int spans,
            boolean late)
            implements Update {

        /** What its id is made of. */
        String key() {
            return rule + "/" + trace + "/" + discriminator;
        }

        public ViolationId id() {
            return ViolationId.of(rule, trace, discriminator);
        }
    }

    /** What is left of what these rules found in a trace. */
    public record Settles(TraceId trace, Set<String> rules, Set<ViolationId> standing) implements Update {}

    /** A trace that has closed and was judged. */
    public record Closed(TraceId trace, CloseReason reason, Set<SpanId> spans, long through) {}

    /** What one turn came to. */
    public record Turn(List<Update> updates, List<Closed> closed) {}

    /** What is left in the log of a trace that had closed. */
    public record Remains(TraceId trace, CloseReason reason, int spans, long through, long time, List<Logged> logged) {}

    /** Spans of one trace in one entry of the log. */
    public record Logged(long entry, long time, List<Span> spans) {}

    /**
     * A lane that begins.
     *
     * @param patience for how long traces are held for a rule, by its id
     */
    public NaiveLane(Times times, Supplier<List<NaiveRule>> rules, Map<String, Times> patience, long reading) {
        this.assembly = new NaiveAssembly(times);
        this.rules = rules;
        this.patience = patience;
        this.reading = reading;
    }

    /** A turn at this reading of the clock, with the spans of a request or without. */
    public void turn(long at, List<Span> spans, long entry) {
        now += Math.min(at - reading, LONGEST_TURN);
        reading = at;
        closeDue(now);
        accepted += spans.size();
        spans.forEach(span -> take(span, now));
        if (!spans.isEmpty()) {
            through = entry;
        }
    }

    /**
     * The end of a turn: judges some of what has closed, at least one if any has.
     *
     * @param traces which, as it is nobody's business in which order they are judged
     * @param eachTakes how long a trace takes, which the clock shows while its rules are run
     */
    public Turn judge(List<TraceId> traces, long eachTakes) {
        if (traces.isEmpty() && !unjudged.isEmpty()) {
            throw new AssertionError("nothing was judged though " + unjudged + " wait");
        }
        long took = 0;
        for (TraceId trace : traces) {
            took += eachTakes;
            Waiting next = next(trace);
            unjudged.remove(next);
            judge(next, took);
        }
        return take();
    }

    /** Judges it, and closes what falls due meanwhile. */
    private void judge(Waiting next, long took) {
        boolean anyRule = next.closing().life().rules.stream().anyMatch(this::judgesAtClose);
        judge(next);
        long within = now + Math.min(took, LONGEST_TURN);
        if (anyRule && within - lastDue >= DUE) {
            closeDue(within);
        }
    }

    private Waiting next(TraceId trace) {
        return unjudged.stream()
                .filter(waiting -> waiting.closing().trace().id().equals(trace))
                .findFirst()
                .orElseThrow(() -> new AssertionError("trace " + trace + " was judged, but should not have closed"));
    }

    private Turn take() {
        Turn turn = new Turn(updates, closed);
        updates = new ArrayList<>();
        closed = new ArrayList<>();
        return turn;
    }

    private void closeDue(long at) {
        lastDue = at;
        assembly.due(at).forEach(this::enqueue);
    }

    private void enqueue(Closing closing) {
        if (!closing.life().judgedOrWaiting) {
            inClosed += closing.trace().spans().size();
        }
        closing.life().judgedOrWaiting = true;
        unjudged.add(new Waiting(closing, through));
    }

    private void take(Span span, long at) {
        NaiveLife life = assembly.life(span.traceId());
        List<Closing> closings = new ArrayList<>();
        Fate fate = assembly.take(span, at, closings, () -> life.rules = rules.get());
        fates.merge(fate, 1L, Long::sum);
        seen.add(fate.name());
        switch (fate) {
            case ADDED -> {
                hold(life);
                judgeArriving(life, span);
            }
            case REOPENS -> {
                inClosed++;
                judgeArriving(life, span);
            }
            case LATE, AFTER_LIMIT -> judgeAlone(span);
            case DUPLICATE -> {}
        }
        closings.forEach(this::enqueue);
    }

    private void hold(NaiveLife life) {
        for (NaiveRule rule : life.rules) {
            Times wanted = patience.get(rule.id());
            if (wanted != null) {
                life.times = life.times.atLeast(wanted);
            }
        }
    }

    private boolean judges(NaiveRule rule) {
        return rules.get().stream().anyMatch(current -> current.id().equals(rule.id()));
    }

    private boolean judgesAtClose(NaiveRule rule) {
        return rule.judgesAtClose() && judges(rule);
    }

    private void judgeArriving(NaiveLife life, Span span) {
        for (NaiveRule rule : life.rules) {
            boolean early = rule.when() == When.FIRST_AND_CLOSE && !life.reportedEarly.contains(rule.id());
            if (judges(rule) && (early || rule.when() == When.ARRIVAL)) {
                for (Found found : rule.judge(span)) {
                    if (early) {
                        life.reportedEarly.add(rule.id());
                        report(life, rule, found, 0);
                    } else {
                        updates.add(finds(rule, span.traceId(), found, 0, life.judged));
                    }
                }
            }
        }
    }

    private void judgeAlone(Span span) {
        alone.add(span.traceId() + "/" + span.spanId());
        for (NaiveRule rule : rules.get()) {
            if (rule.when() == When.ARRIVAL) {
                rule.judge(span).forEach(found -> updates.add(finds(rule, span.traceId(), found, 0, true)));
            }
        }
    }

    private void judge(Waiting waiting) {
        NaiveLife life = waiting.closing().life();
        Trace trace = waiting.closing().trace();
        Set<String> settled = new HashSet<>();
        Set<ViolationId> standing = new HashSet<>();
        boolean anyAtClose = life.rules.stream().anyMatch(NaiveRule::judgesAtClose);
        for (NaiveRule rule : life.rules) {
            if (judgesAtClose(rule)) {
                settled.add(rule.id());
                for (Found found : rule.judge(trace)) {
                    standing.add(report(life, rule, found, trace.spans().size()));
                }
            }
        }
        if (life.judged) {
            seen.add("judged again");
        }
        if (anyAtClose && (life.judged || life.fromLog)) {
            updates.add(new Settles(trace.id(), settled, standing));
        }
        life.judged = true;
        Set<SpanId> ids = trace.spans().stream().map(Span::spanId).collect(Collectors.toSet());
        closed.add(new Closed(trace.id(), trace.closedBy(), ids, waiting.through()));
    }

    /** Late where the trace has been judged without it. */
    private ViolationId report(NaiveLife life, NaiveRule rule, Found found, int spans) {
        Finds finds = finds(rule, life.id, found, spans, false);
        boolean known = !life.found.add(finds.key());
        updates.add(finds(rule, life.id, found, spans, life.judged && !known));
        return finds.id();
    }

    private static Finds finds(NaiveRule rule, TraceId trace, Found found, int spans, boolean late) {
        return new Finds(rule.id(), trace, found.discriminator(), found.undecided(), found.offenders(), spans, late);
    }

    /** A trace that was open, or whose close was not noted: its spans come again, as they came. */
    public void restoreOpen(Span span, long entry, long time) {
        through = entry - 1;
        accepted++;
        seen.add("taken up open");
        NaiveLife life = assembly.life(span.traceId());
        life.fromLog = true;
        take(span, time);
    }

    /** A trace whose close was noted. */
    public void restoreClosed(Remains remains, long time) {
        NaiveLife life = assembly.life(remains.trace());
        Map<SpanId, Span> spans = new HashMap<>();
        List<Span> inOrder = new ArrayList<>();
        List<Span> unseen = new ArrayList<>();
        for (Logged logged : remains.logged()) {
            for (Span span : logged.spans()) {
                Span known = spans.putIfAbsent(span.spanId(), span);
                life.damaged |= known != null && !known.equals(span);
                if (known == null) {
                    inOrder.add(span);
                    if (logged.entry() > remains.through()) {
                        unseen.add(span);
                    }
                }
            }
        }
        life.rules = rules.get();
        life.fromLog = true;
        life.judged = true;
        life.judgedOrWaiting = true;
        boolean more = inOrder.size() > remains.spans();
        boolean whole = inOrder.size() - unseen.size() >= remains.spans();
        List<Span> kept = whole ? inOrder : List.of();
        if (assembly.restore(life, remains.reason(), remains.time(), kept, more, time)) {
            seen.add("taken up closed");
            accepted += inOrder.size();
            inClosed += inOrder.size();
            unseen.forEach(this::judgeUnseen);
        } else {
            accepted += unseen.size();
            fates.merge(Fate.LATE, (long) unseen.size(), Long::sum);
            unseen.forEach(this::judgeAlone);
        }
    }

    private void judgeUnseen(Span span) {
        for (NaiveRule rule : rules.get()) {
            if (rule.when() == When.ARRIVAL) {
                rule.judge(span).forEach(found -> updates.add(finds(rule, span.traceId(), found, 0, true)));
            }
        }
    }

    /** Goes on where the log ended. */
    public Turn startAt(long at, long time, long lastEntry) {
        reading = at;
        now = time;
        through = lastEntry;
        assembly.lives().stream()
                .filter(life -> life.state == NaiveLife.State.OPEN)
                .forEach(life -> life.lastSpanAt = time);
        return take();
    }

    /** The end of a process without a log to keep what is open. */
    public Turn shutDown(long at) {
        long last = now + Math.min(at - reading, LONGEST_TURN);
        assembly.closeAll(CloseReason.SHUTDOWN, last).forEach(this::enqueue);
        return judgeAll(at);
    }

    /** The end of a process with such a log. */
    public Turn judgeAll(long at) {
        while (!unjudged.isEmpty()) {
            judge(unjudged.remove(0), at - reading);
        }
        return take();
    }

    /** Whether anything of this trace may still be judged. */
    public boolean mayNeed(TraceId trace) {
        NaiveLife.State state = assembly.life(trace).state;
        return state == NaiveLife.State.OPEN
                || state == NaiveLife.State.LINGERING
                || unjudged.stream()
                        .anyMatch(waiting -> waiting.closing().trace().id().equals(trace));
    }

    /** Whether nothing is open, lingers or waits. */
    public boolean isQuiet() {
        return assembly.lives().stream().noneMatch(life -> mayNeed(life.id));
    }

    public long through() {
        return through;
    }

    /** accepted, duplicates, late, after a limit, in open traces, in closed ones. */
    public List<Long> accounts() {
        long inOpen = assembly.lives().stream()
                .filter(life -> life.state == NaiveLife.State.OPEN)
                .mapToLong(life -> life.spans.size())
                .sum();
        return List.of(accepted, count(Fate.DUPLICATE), count(Fate.LATE), count(Fate.AFTER_LIMIT), inOpen, inClosed);
    }

    private long count(Fate fate) {
        return fates.getOrDefault(fate, 0L);
    }

    /** What kinds of things became of spans and traces. */
    public Set<String> seen() {
        return seen;
    }

    /** Spans that no trace took, as {@code trace/span}. */
    public Set<String> alone() {
        return alone;
    }
}
