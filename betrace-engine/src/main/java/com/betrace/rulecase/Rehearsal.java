package com.betrace.rulecase;

import com.betrace.assembly.Arrival;
import com.betrace.assembly.AssemblyLimits;
import com.betrace.assembly.ClosedTrace;
import com.betrace.assembly.CompletionPolicy;
import com.betrace.assembly.TraceAssembler;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of one trace under a clock that jumps from event to event. One use. */
final class Rehearsal {

    /** For so long after its close a trace is judged again with spans that come late. */
    private static final Duration LINGER = Duration.ofSeconds(60);

    private static final long FOR_EVER = Long.MAX_VALUE - 1;

    private final CompiledRule rule;
    private final TraceAssembler<Rehearsal> assembler;
    private final List<TimedSpan> late = new ArrayList<>();
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
                new AssemblyLimits(limits.maxSpans(), limits.maxBytes(), Long.MAX_VALUE, 1),
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
        if (assembler.add(arrival.span(), now).outcome() == Arrival.Outcome.LATE) {
            late.add(arrival);
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
        closedAt = now;
    }

    private Trace outcome() {
        if (closed == null) {
            throw new IllegalStateException("no span has arrived");
        }
        List<Span> spans = new ArrayList<>(closed.spans());
        late.stream().filter(this::isJudged).map(TimedSpan::span).forEach(spans::add);
        return new Trace(
                closed.id(), spans, closed.closedBy(), closed.damaged(), CompactTrace.TIME_ZERO.plusNanos(closedAt));
    }

    /** Rules on a span's own data judge every span; the others see late ones while a trace lingers that may be complete. */
    private boolean isJudged(TimedSpan arrival) {
        return rule.scope() == RuleScope.SPAN
                || closed != null && closed.closedBy().mayBeComplete() && arrival.at() - closedAt <= LINGER.toNanos();
    }
}
