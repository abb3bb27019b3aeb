package com.betrace.rule.value;

import com.betrace.model.Span;
import com.betrace.model.TraceTree;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came nearest to an order that was asked for and did not happen. */
public final class Misses {

    private Misses() {}

    /**
     * A candidate and how it misses, as a sentence.
     *
     * @param candidate the span that came nearest; null where there is none
     */
    public record Miss(@Nullable Span candidate, String sentence) {}

    /** The nearest of the candidates for the step of a sequence after the one that the span was. */
    static Miss next(TraceTree tree, int reached, int[] candidates, String name) {
        Span span = tree.span(reached);
        int nearest = TraceTree.NONE;
        for (int candidate : candidates) {
            boolean isNearer = nearest == TraceTree.NONE
                    || offAfter(span, tree.span(candidate)) < offAfter(span, tree.span(nearest));
            nearest = candidate != reached && isNearer ? candidate : nearest;
        }
        String start = "the sequence got to " + span.name() + "; ";
        if (nearest == TraceTree.NONE) {
            return new Miss(null, start + "there is no " + (candidates.length == 0 ? "" : "other ") + name);
        }
        Span candidate = tree.span(nearest);
        boolean isAround = tree.isAncestor(nearest, reached);
        return new Miss(
                candidate,
                start + (isAround ? candidate.name() + " is an ancestor of it" : sayAfter(span, candidate, null)));
    }

    /** The nearest of the selector's spans that is not before the span; null where there is no candidate. */
    public static @Nullable Miss before(SpanView view, @Nullable Object selector, @Nullable Duration within) {
        Span span = view.span();
        Span nearest = null;
        for (Span candidate : candidates(view, selector)) {
            if (span != null && (nearest == null || offBefore(span, candidate) < offBefore(span, nearest))) {
                nearest = candidate;
            }
        }
        return span == null || nearest == null ? null : new Miss(nearest, sayBefore(span, nearest, within));
    }

    /** The nearest of the selector's spans that does not follow the span; null where there is no candidate. */
    public static @Nullable Miss after(SpanView view, @Nullable Object selector, @Nullable Duration within) {
        Span span = view.span();
        Span nearest = null;
        for (Span candidate : candidates(view, selector)) {
            if (span != null && (nearest == null || offAfter(span, candidate) < offAfter(span, nearest))) {
                nearest = candidate;
            }
        }
        return span == null || nearest == null ? null : new Miss(nearest, sayAfter(span, nearest, within));
    }

    private static Iterable<Span> candidates(SpanView view, @Nullable Object selector) {
        return view.scene()
                .select(selector)
                .filter(place -> place != view.place())
                .spans();
    }

    private static long offBefore(Span span, Span candidate) {
        return Math.abs(span.startNanos() - candidate.endNanos());
    }

    private static long offAfter(Span span, Span candidate) {
        return Math.abs(candidate.startNanos() - span.endNanos());
    }

    private static String sayBefore(Span span, Span candidate, @Nullable Duration within) {
        long gap = span.startNanos() - candidate.endNanos();
        if (gap >= 0) {
            return candidate.name() + " ended " + format(gap) + " before " + span.name() + " started"
                    + beyond(gap, within);
        }
        if (candidate.startNanos() >= span.endNanos()) {
            return candidate.name() + " started " + format(candidate.startNanos() - span.endNanos()) + " after "
                    + span.name() + " ended";
        }
        return candidate.name() + " was still running when " + span.name() + " started, and ended " + format(-gap)
                + " later";
    }

    private static String sayAfter(Span span, Span candidate, @Nullable Duration within) {
        long gap = candidate.startNanos() - span.endNanos();
        if (gap >= 0) {
            return candidate.name() + " started " + format(gap) + " after " + span.name() + " ended"
                    + beyond(gap, within);
        }
        if (candidate.endNanos() <= span.startNanos()) {
            return candidate.name() + " ended " + format(span.startNanos() - candidate.endNanos()) + " before "
                    + span.name() + " started";
        }
        return candidate.name() + " started " + format(-gap) + " before " + span.name() + " ended";
    }

    private static String beyond(long gap, @Nullable Duration within) {
        long over = within == null ? 0 : gap - within.toNanos();
        return over > 0 && within != null
                ? ", " + format(over) + " more than the " + Durations.format(within) + " allowed"
                : "";
    }

    private static String format(long nanos) {
        return Durations.format(Duration.ofNanos(nanos));
    }
}
