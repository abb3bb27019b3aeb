package com.betrace.oracle;

import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * When traces close and with which spans, a second time and for obviousness: every trace is looked at in every turn. Times are
 * nanoseconds of the lane.
 */
public final class NaiveAssembly {

    private static final long SECOND = 1_000_000_000;
    private static final int CLOSES_AGAIN = 5;

    private final Times times;
    private final Map<TraceId, NaiveLife> traces = new TreeMap<>(Comparator.comparing(TraceId::toString));

    /** How long traces stay open and linger, and how large they get. */
    public record Times(long rootGrace, long idle, long maxAge, long linger, int maxSpans) {

        /** Each the longer of both. */
        Times atLeast(Times other) {
            return new Times(
                    Math.max(rootGrace, other.rootGrace),
                    Math.max(idle, other.idle),
                    Math.max(maxAge, other.maxAge),
                    linger,
                    maxSpans);
        }
    }

    /** What becomes of a span. */
    enum Fate {
        ADDED,
        DUPLICATE,
        REOPENS,
        LATE,
        AFTER_LIMIT
    }

    /** A trace as it closed. */
    record Closing(NaiveLife life, Trace trace, boolean last) {}

    NaiveAssembly(Times times) {
        this.times = times;
    }

    NaiveLife life(TraceId id) {
        return traces.computeIfAbsent(id, NaiveLife::new);
    }

    List<NaiveLife> lives() {
        return List.copyOf(traces.values());
    }

    /** What closes now, those that linger among it. */
    List<Closing> due(long now) {
        List<Closing> closings = new ArrayList<>();
        for (NaiveLife life : lives()) {
            switch (life.state) {
                case OPEN -> closeOpen(life, now, closings);
                case LINGERING -> closeLingering(life, now, closings);
                case UNKNOWN, GONE, GONE_BY_LIMIT -> {}
            }
        }
        return closings;
    }

    private void closeOpen(NaiveLife life, long now, List<Closing> closings) {
        boolean whole = life.isWhole();
        long quietAt = life.lastSpanAt + (whole ? Math.min(life.times.rootGrace, life.times.idle) : life.times.idle);
        long oldAt = life.openedAt + life.times.maxAge;
        if (Math.min(quietAt, oldAt) > now) {
            return;
        }
        CloseReason reason = oldAt < quietAt
                ? CloseReason.MAX_AGE
                : whole && life.times.rootGrace <= life.times.idle ? CloseReason.ROOT : CloseReason.IDLE;
        closings.add(close(life, reason, now));
    }

    private Closing close(NaiveLife life, CloseReason reason, long now) {
        boolean byItself = reason == CloseReason.ROOT || reason == CloseReason.IDLE;
        boolean lingers = byItself && times.linger > 0;
        life.reason = reason;
        life.closedAt = now;
        life.lastClosedAt = now;
        life.state = lingers
                ? NaiveLife.State.LINGERING
                : byItself || reason == CloseReason.SHUTDOWN ? NaiveLife.State.GONE : NaiveLife.State.GONE_BY_LIMIT;
        return new Closing(life, life.trace(), !lingers);
    }

    private void closeLingering(NaiveLife life, long now, List<Closing> closings) {
        boolean over = life.closedAt + times.linger <= now;
        boolean again = life.changed && (over || life.againAt <= now);
        if (over) {
            life.state = NaiveLife.State.GONE;
        }
        if (again) {
            life.changed = false;
            life.closedAgain++;
            life.lastClosedAt = now;
            closings.add(new Closing(life, life.trace(), over));
        }
    }

    /** All that is open, whatever its age. */
    List<Closing> closeAll(CloseReason reason, long now) {
        return lives().stream()
                .filter(life -> life.state == NaiveLife.State.OPEN)
                .map(life -> close(life, reason, now))
                .toList();
    }

    /** Takes a span; one that fills its trace closes it. */
    Fate take(Span span, long now, List<Closing> closings, Runnable opens) {
        NaiveLife life = life(span.traceId());
        return switch (life.state) {
            case UNKNOWN -> {
                opens.run();
                life.open(times, now);
                yield addOpen(life, span, now, closings);
            }
            case OPEN -> addOpen(life, span, now, closings);
            case LINGERING -> addLate(life, span, now);
            case GONE -> Fate.LATE;
            case GONE_BY_LIMIT -> Fate.AFTER_LIMIT;
        };
    }

    private Fate addOpen(NaiveLife life, Span span, long now, List<Closing> closings) {
        if (!life.add(span, now)) {
            return Fate.DUPLICATE;
        }
        if (life.spans.size() >= times.maxSpans) {
            closings.add(close(life, CloseReason.SPAN_LIMIT, now));
        }
        return Fate.ADDED;
    }

    private Fate addLate(NaiveLife life, Span span, long now) {
        if (life.spans.size() >= times.maxSpans) {
            return Fate.AFTER_LIMIT;
        }
        if (!life.add(span, now)) {
            return Fate.DUPLICATE;
        }
        life.change(now);
        return Fate.REOPENS;
    }

    /** A trace that had closed in an earlier process; lingers where enough of its time is left. */
    boolean restore(NaiveLife life, CloseReason reason, long closedAt, List<Span> spans, boolean more, long now) {
        boolean byItself = reason == CloseReason.ROOT || reason == CloseReason.IDLE;
        if (spans.isEmpty() || !byItself || closedAt + times.linger <= now) {
            life.state =
                    byItself || reason == CloseReason.SHUTDOWN ? NaiveLife.State.GONE : NaiveLife.State.GONE_BY_LIMIT;
            life.closedAt = closedAt;
            return false;
        }
        life.open(times, closedAt);
        spans.forEach(span -> life.add(span, closedAt));
        life.state = NaiveLife.State.LINGERING;
        life.reason = reason;
        life.closedAt = closedAt;
        life.lastClosedAt = closedAt;
        if (more) {
            life.change(now);
        }
        return true;
    }

    /** One trace, from its first span to where it is forgotten. */
    static final class NaiveLife {

        enum State {
            UNKNOWN,
            OPEN,
            LINGERING,
            GONE,
            GONE_BY_LIMIT
        }

        final TraceId id;
        final List<Span> spans = new ArrayList<>();
        State state = State.UNKNOWN;
        Times times = new Times(0, 0, 0, 0, 0);
        CloseReason reason = CloseReason.ROOT;
        long openedAt;
        long lastSpanAt;
        long closedAt;
        long lastClosedAt;
        long againAt;
        int closedAgain;
        boolean changed;
        boolean damaged;

        /** Rules by which it is judged, what they found, and whether they have. */
        List<NaiveRule> rules = List.of();

        final Set<String> reportedEarly = new HashSet<>();
        final Set<String> found = new HashSet<>();
        boolean judged;
        boolean fromLog;
        boolean judgedOrWaiting;

        NaiveLife(TraceId id) {
            this.id = id;
        }

        void open(Times usual, long now) {
            state = State.OPEN;
            times = usual;
            openedAt = now;
            lastSpanAt = now;
        }

        /** False where it has a span of this id. */
        boolean add(Span span, long now) {
            for (Span known : spans) {
                if (known.spanId().equals(span.spanId())) {
                    damaged |= !known.equals(span);
                    return false;
                }
            }
            spans.add(span);
            damaged |= span.truncated();
            lastSpanAt = now;
            return true;
        }

        /** At most once a second and five times, of which the last is kept for the end. */
        void change(long now) {
            if (!changed) {
                changed = true;
                againAt = closedAgain < CLOSES_AGAIN - 1 ? Math.max(now, lastClosedAt + SECOND) : Long.MAX_VALUE;
            }
        }

        /** The root was seen, each parent too, and there is no cycle. */
        boolean isWhole() {
            NaiveTrace seen = new NaiveTrace(spans, 0, NaiveTrace.Reading.MEASURED);
            return spans.stream().anyMatch(span -> span.parentSpanId() == null)
                    && seen.orphans().isEmpty()
                    && !seen.hasCycle();
        }

        Trace trace() {
            return new Trace(id, spans, Objects.requireNonNull(reason), damaged, Instant.EPOCH);
        }

        Set<SpanId> ids() {
            Set<SpanId> ids = new HashSet<>();
            spans.forEach(span -> ids.add(span.spanId()));
            return ids;
        }
    }
}
