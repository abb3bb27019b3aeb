package com.betrace.rulecase;

import com.betrace.assembly.AssemblyLimits;
import com.betrace.assembly.ClosedTrace;
import com.betrace.assembly.CompletionPolicy;
import com.betrace.assembly.TraceAssembler;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleScope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of one trace under a clock that jumps from event to event. One use. */
final class Rehearsal {

    private static final long FOR_EVER = Long.MAX_VALUE - 1;

    private final CompiledRule rule;
    private final TraceAssembler<Rehearsal> assembler;
    /** What came too late for its trace, and is judged on its own. */
    private final List<Span> late = new ArrayList<>();

    private @Nullable ClosedTrace<Rehearsal> closed;
    private long closedAt;
    private long now;

    /** Throws IllegalArgumentException where the rule's times are none. */
    private Rehearsal(CompiledRule rule) {
        this.rule = rule;
        AssemblyLimits limits = AssemblyLimits.defaults();
        this.assembler = new TraceAssembler<>(
                CompletionPolicy.DEFAULT.atLeast(
                        CompletionPolicy.DEFAULT.of(rule.rule().definition().completion(), rule.horizon())),
                new AssemblyLimits(limits.maxSpans(), limits.maxBytes(), 1, limits.linger()),
                () -> this,
                this::closed);
    }

    /** The trace as the rule sees it last. */
    static Trace play(CompiledRule rule, List<TimedSpan> arrivals) {
        Rehearsal rehearsal = new Rehearsal(rule);
        arrivals.forEach(rehearsal::arrive);
        rehearsal.passTo(FOR_EVER);
        return rehearsal.outcome();
    }

    private void arrive(TimedSpan arrival) {
        passTo(arrival.at());
        now = arrival.at();
        switch (assembler.add(arrival.span(), now).outcome()) {
            case LATE, AFTER_LIMIT -> late.add(arrival.span());
            case ADDED, REOPENS, DUPLICATE -> {}
        }
    }

    private void passTo(long time) {
        for (long due = assembler.nextDue(); due <= time; due = assembler.nextDue()) {
            now = due;
            assembler.closeDue(due);
        }
    }

    private void closed(ClosedTrace<Rehearsal> trace) {
        closed = trace;
        if (!trace.again()) {
            closedAt = now;
        }
    }

    private Trace outcome() {
        if (closed == null) {
            throw new IllegalStateException("no span has arrived");
        }
        List<Span> spans = new ArrayList<>(closed.spans());
        if (rule.scope() == RuleScope.SPAN) {
            spans.addAll(late);
        }
        return new Trace(
                closed.id(), spans, closed.closedBy(), closed.damaged(), CompactTrace.TIME_ZERO.plusNanos(closedAt));
    }
}
