package com.betrace.oracle;

import com.betrace.model.Span;
import java.util.List;

/** Parts of a rule, each with its text and what it means. */
public final class Phrase {

    private Phrase() {}

    /** Something that may be so of a span. */
    public interface OfSpan {
        boolean holds(NaiveTrace trace, Span span);
    }

    /** Something that may be so of a trace. */
    public interface OfTrace {
        boolean holds(NaiveTrace trace);
    }

    /** Some spans of a trace. */
    public interface OfSet {
        List<Span> of(NaiveTrace trace);
    }

    /**
     * A test of one span.
     *
     * @param text with {@code @} for the span
     * @param own whether it reads only the span's own data
     */
    record Test(String text, boolean own, Tendency tendency, OfSpan meaning) {

        String of(String variable) {
            return text.replace("@", variable);
        }

        String lambda(String variable) {
            return variable + " -> " + of(variable);
        }
    }

    /**
     * A set of spans.
     *
     * @param selection whether it is {@code spans(f)} with an f that reads only its own span
     */
    record Set(String text, boolean selection, Tendency tendency, OfSet meaning) {}

    /** A condition of the whole trace. */
    record Truth(String text, Tendency tendency, OfTrace meaning) {}
}
