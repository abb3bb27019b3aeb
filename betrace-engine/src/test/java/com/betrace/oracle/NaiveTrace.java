package com.betrace.oracle;

import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.SpanKind;
import com.betrace.model.StatusCode;
import com.betrace.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of set, order, absence and group operations a second time, written for obviousness and not for speed: lists,
 * loops, nothing shared with the engine but the spans.
 */
public final class NaiveTrace {

    /** How tests that clock skew could change are read. */
    public enum Reading {
        MEASURED,
        ALL_TRUE,
        ALL_FALSE
    }

    private final List<Span> spans;
    private final long skew;
    private final Reading reading;
    private final CloseReason closedBy;
    private final boolean complete;

    public NaiveTrace(List<Span> spans, long skewNanos, Reading reading) {
        this(spans, skewNanos, reading, CloseReason.ROOT, true);
    }

    private NaiveTrace(List<Span> spans, long skewNanos, Reading reading, CloseReason closedBy, boolean mayBeComplete) {
        this.spans = spans.stream()
                .sorted(Comparator.comparingLong(Span::startNanos).thenComparing(Span::spanId))
                .toList();
        this.skew = skewNanos;
        this.reading = reading;
        this.closedBy = closedBy;
        this.complete = mayBeComplete && !hasCycle();
    }

    /** A trace that has closed; complete where nothing of it is missing, a span that only its sender's caller knows aside. */
    static NaiveTrace of(Trace trace, long skewNanos, Reading reading, boolean localRoots) {
        NaiveTrace seen = new NaiveTrace(trace.spans(), skewNanos, reading);
        List<Span> tops = seen.where(span -> span.parentSpanId() == null);
        List<Span> entries = seen.orphans().stream().filter(NaiveTrace::isEntry).toList();
        boolean hasRoot = !tops.isEmpty() || entries.size() == 1;
        boolean hasParents = seen.orphans().stream().allMatch(span -> localRoots && isEntry(span));
        boolean quiet = trace.closedBy() == CloseReason.ROOT || trace.closedBy() == CloseReason.IDLE;
        boolean mayBeComplete = quiet && hasRoot && hasParents && !trace.damaged();
        return new NaiveTrace(trace.spans(), skewNanos, reading, trace.closedBy(), mayBeComplete);
    }

    private static boolean isEntry(Span span) {
        return span.kind() == SpanKind.SERVER || span.kind() == SpanKind.CONSUMER;
    }

    CloseReason closedBy() {
        return closedBy;
    }

    boolean isComplete() {
        return complete;
    }

    /** Whether some span would be its own ancestor. */
    boolean hasCycle() {
        return spans.stream().anyMatch(start -> {
            Span at = parent(start);
            for (int steps = 0; at != null && steps < spans.size(); steps++) {
                if (at == start) {
                    return true;
                }
                at = parent(at);
            }
            return false;
        });
    }

    @Nullable
    Span parent(Span span) {
        List<Span> parents = where(other -> other.spanId().equals(span.parentSpanId()));
        return parents.isEmpty() ? null : parents.get(0);
    }

    public List<Span> all() {
        return spans;
    }

    public List<Span> where(Predicate<Span> filter) {
        return spans.stream().filter(filter).toList();
    }

    public List<Span> named(String name) {
        return where(span -> span.name().equals(name));
    }

    public static boolean failed(Span span) {
        return span.status() == StatusCode.ERROR;
    }

    public List<Span> ancestors(Span span) {
        List<Span> ancestors = new ArrayList<>();
        SpanId next = span.parentSpanId();
        while (next != null) {
            SpanId wanted = next;
            List<Span> parents = where(s -> s.spanId().equals(wanted));
            if (parents.isEmpty() || parents.get(0) == span || ancestors.contains(parents.get(0))) {
                break;
            }
            ancestors.add(parents.get(0));
            next = parents.get(0).parentSpanId();
        }
        return where(ancestors::contains);
    }

    public List<Span> descendants(Span span) {
        return where(other -> ancestors(other).contains(span));
    }

    public List<Span> children(Span span) {
        return where(other -> span.spanId().equals(other.parentSpanId()));
    }

    public List<Span> siblings(Span span) {
        return where(other -> other != span
                && span.parentSpanId() != null
                && span.parentSpanId().equals(other.parentSpanId()));
    }

    public List<Span> orphans() {
        return where(span -> span.parentSpanId() != null
                && spans.stream().noneMatch(other -> other.spanId().equals(span.parentSpanId())));
    }

    /** Whether a is before b and b starts at most {@code within} nanoseconds after a's end. */
    public boolean before(Span a, Span b, long within) {
        if (a == b || ancestors(a).contains(b)) {
            return false;
        }
        boolean measured = inOrder(a, b, 0, within);
        long tolerance = a.service().equals(b.service()) ? 0 : skew;
        boolean certain = true;
        // A test can only change its mind next to one of its bounds, so these shifts of one span are enough.
        for (long shift : shifts(a, b, within)) {
            if (Math.abs(shift) < tolerance && inOrder(a, b, shift, within) != measured) {
                certain = false;
            }
        }
        return switch (reading) {
            case MEASURED -> measured;
            case ALL_TRUE -> measured || !certain;
            case ALL_FALSE -> measured && certain;
        };
    }

    private static long[] shifts(Span a, Span b, long within) {
        long gap = b.startNanos() - a.endNanos();
        long bound = within == Long.MAX_VALUE ? 0 : within;
        return new long[] {-gap - 1, -gap, -gap + 1, bound - gap - 1, bound - gap, bound - gap + 1};
    }

    private static boolean inOrder(Span a, Span b, long shift, long within) {
        long gap = b.startNanos() + shift - a.endNanos();
        boolean oneInstant = gap == 0 && a.durationNanos() == 0 && b.durationNanos() == 0;
        return gap >= 0 && gap <= within && !oneInstant;
    }

    public boolean precededBy(Span span, List<Span> candidates, long within) {
        return candidates.stream().anyMatch(candidate -> before(candidate, span, within));
    }

    public boolean followedBy(Span span, List<Span> candidates, long within) {
        return candidates.stream().anyMatch(candidate -> before(span, candidate, within));
    }

    @SafeVarargs
    public final boolean sequence(List<Span>... steps) {
        return sequence(List.of(steps), new ArrayList<>());
    }

    private boolean sequence(List<List<Span>> steps, List<Span> chain) {
        if (chain.size() == steps.size()) {
            return true;
        }
        for (Span next : steps.get(chain.size())) {
            boolean fits = !chain.contains(next)
                    && (chain.isEmpty() || before(chain.get(chain.size() - 1), next, Long.MAX_VALUE));
            if (fits) {
                List<Span> longer = new ArrayList<>(chain);
                longer.add(next);
                if (sequence(steps, longer)) {
                    return true;
                }
            }
        }
        return false;
    }

    public int maxConcurrent(List<Span> set) {
        int most = 0;
        for (Span at : set) {
            long now = at.startNanos();
            int running = 0;
            for (Span span : set) {
                boolean empty = span.durationNanos() == 0;
                if (empty ? span.startNanos() == now : span.startNanos() <= now && now < span.endNanos()) {
                    running++;
                }
            }
            most = Math.max(most, running);
        }
        return most;
    }

    /** The time during which some span runs, by looking at every piece between two neighbouring times. */
    public long busy(List<Span> set) {
        TreeSet<Long> times = new TreeSet<>();
        set.forEach(span ->
                times.addAll(Set.of(span.startNanos(), span.endNanos() + (span.durationNanos() == 0 ? 1 : 0))));
        long busy = 0;
        for (Long from : times) {
            Long to = times.higher(from);
            if (to != null && set.stream().anyMatch(span -> span.startNanos() <= from && span.endNanos() >= to)) {
                busy += to - from;
            }
        }
        return busy;
    }

    public long spread(List<Span> set) {
        return set.isEmpty()
                ? 0
                : set.stream().mapToLong(Span::endNanos).max().getAsLong()
                        - set.stream().mapToLong(Span::startNanos).min().getAsLong();
    }

    /** Spans by the value of an attribute, those without it left out. */
    public Map<String, Set<SpanId>> groupBy(String key) {
        Map<String, Set<SpanId>> groups = new TreeMap<>();
        for (Span span : spans) {
            Object value = span.attributes().get(key);
            if (value != null) {
                groups.computeIfAbsent(value.toString(), k -> new HashSet<>()).add(span.spanId());
            }
        }
        return groups;
    }

    public int depth() {
        return spans.stream().mapToInt(span -> ancestors(span).size() + 1).max().orElse(0);
    }
}
