package com.betrace.rule.form;

import com.betrace.model.Span;
import org.jspecify.annotations.Nullable;

/**
 * Tells of most spans at once that a condition does not hold of them, and that no value in it was of the wrong type. Where it
 * cannot tell, the condition itself has to be evaluated, which is always right.
 */
public final class SpanFilter {

    /** What is told of one span. */
    enum Answer {
        NO,
        YES,
        UNKNOWN;

        static Answer of(boolean holds) {
            return holds ? YES : NO;
        }

        Answer negated() {
            return this == UNKNOWN ? UNKNOWN : of(this == NO);
        }
    }

    /** A part of the condition that holds or not. */
    interface Test {
        Answer of(Span span);
    }

    static final Test NOTHING_KNOWN = span -> Answer.UNKNOWN;

    private final Test test;

    private SpanFilter(Test test) {
        this.test = test;
    }

    /** Of a condition on the current span; null where it would never know. */
    public static @Nullable SpanFilter of(Form form) {
        return known(new SpanFilterReader(target -> target instanceof Form.CurrentSpan).test(form));
    }

    /** Of a rule that one span violates, {@link Presence}, on a trace of that span alone; null where it would never know. */
    public static @Nullable SpanFilter ofTrigger(Form form) {
        Form selection = form instanceof Form.Invariant invariant
                ? invariant.clauses().get(0).condition()
                : form;
        return selection instanceof Form.Call call ? known(SpanFilterReader.selection(call)) : null;
    }

    private static @Nullable SpanFilter known(Test test) {
        return test == NOTHING_KNOWN ? null : new SpanFilter(test);
    }

    /** True where the condition is surely false of the span. */
    public boolean rulesOut(Span span) {
        return test.of(span) == Answer.NO;
    }
}
