package com.betrace.rule.value;

import com.betrace.model.Span;
import com.betrace.model.TraceTree;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What comes before what, given clocks that differ by up to the rule's skew. A test that a shift within the tolerance
 * could change is uncertain; an evaluation reads all uncertain tests as measured, or all as true, or all as false.
 */
public final class Order {

    /** How uncertain tests are read. */
    public enum Reading {
        MEASURED,
        ALL_TRUE,
        ALL_FALSE
    }

    private static final long UNBOUNDED = Long.MAX_VALUE;

    /** Results of a test; doubts are bits. */
    private static final int FALSE = 0;

    private static final int DOUBTED_FALSE = 1;
    private static final int DOUBTED_TRUE = 2;
    private static final int TRUE = 4;

    private final TraceTree tree;
    private final long skewNanos;
    private final Reading reading;
    private final Budget budget;
    private boolean uncertain;

    Order(TraceTree tree, Duration skew, Reading reading, Budget budget) {
        this.tree = tree;
        this.skewNanos = skew.toNanos();
        this.reading = reading;
        this.budget = budget;
    }

    /** True once the result rests on an uncertain test. */
    boolean isUncertain() {
        return uncertain;
    }

    Reading reading() {
        return reading;
    }

    boolean isPreceded(int place, int[] candidates, @Nullable Duration within) {
        long bound = nanos(within);
        long lastStart = tree.span(place).startNanos() + skewNanos;
        int doubts = 0;
        for (int candidate : candidates) {
            if (tree.span(candidate).startNanos() > lastStart) {
                break;
            }
            int test = test(candidate, place, bound);
            if (test == TRUE) {
                return true;
            }
            doubts |= test;
        }
        return settle(doubts);
    }

    boolean isFollowed(int place, int[] candidates, @Nullable Duration within) {
        long bound = nanos(within);
        int doubts = 0;
        for (int candidate : candidates) {
            int test = test(place, candidate, bound);
            if (test == TRUE) {
                return true;
            }
            doubts |= test;
        }
        return settle(doubts);
    }

    /** Reads the doubts that are left where no certain test was true. */
    private boolean settle(int doubts) {
        uncertain |= doubts != 0;
        return switch (reading) {
            case MEASURED -> (doubts & DOUBTED_TRUE) != 0;
            case ALL_TRUE -> doubts != 0;
            case ALL_FALSE -> false;
        };
    }

    /** Whether one span is before another, as this evaluation reads it. */
    boolean isBefore(int first, int second) {
        int test = test(first, second, UNBOUNDED);
        return test == TRUE || settle(test);
    }

    private int test(int first, int second, long within) {
        budget.step();
        if (first == second || tree.isAncestor(second, first)) {
            return FALSE;
        }
        Span a = tree.span(first);
        Span b = tree.span(second);
        long gap = b.startNanos() - a.endNanos();
        boolean bothAtOneInstant = gap == 0 && a.durationNanos() == 0 && b.durationNanos() == 0;
        boolean measured = gap >= 0 && gap <= within && !bothAtOneInstant;
        long tolerance = isNear(gap, within) ? tolerance(a, b) : 0;
        boolean certain = tolerance == 0
                || (measured
                        ? gap >= tolerance && (within == UNBOUNDED || gap <= within - tolerance)
                        : gap <= -tolerance || (within != UNBOUNDED && gap >= within + tolerance));
        if (certain) {
            return measured ? TRUE : FALSE;
        }
        return measured ? DOUBTED_TRUE : DOUBTED_FALSE;
    }

    /** Whether any tolerance could matter, which spares most tests the look at resources. */
    private boolean isNear(long gap, long within) {
        return Math.abs(gap) < skewNanos || (within != UNBOUNDED && Math.abs(gap - within) < skewNanos);
    }

    /** Zero for spans that were timed by one clock. */
    private long tolerance(Span a, Span b) {
        if (a.resource() == b.resource() && !a.service().isEmpty()) {
            return 0;
        }
        Boolean sameInstance = same(a, b, "service.instance.id");
        if (Boolean.TRUE.equals(sameInstance)) {
            return 0;
        }
        Boolean sameHost = same(a, b, "host.name");
        if (sameInstance == null && sameHost == null) {
            return Boolean.TRUE.equals(same(a, b, "service.name")) ? 0 : skewNanos;
        }
        return Boolean.TRUE.equals(sameHost) ? 0 : skewNanos;
    }

    /** Null where one of them does not say. */
    private static @Nullable Boolean same(Span a, Span b, String key) {
        Object left = a.resource().attributes().get(key);
        Object right = b.resource().attributes().get(key);
        return left == null || right == null ? null : left.equals(right);
    }

    private static long nanos(@Nullable Duration within) {
        if (within == null) {
            return UNBOUNDED;
        }
        try {
            return within.toNanos();
        } catch (ArithmeticException centuries) {
            return UNBOUNDED;
        }
    }
}
