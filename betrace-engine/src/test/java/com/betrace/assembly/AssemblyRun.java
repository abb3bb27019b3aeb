package com.betrace.assembly;

import com.betrace.model.Span;
import com.betrace.model.TraceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An assembler with a time that the test moves; its context counts the traces opened. */
final class AssemblyRun {

    static final AssemblyLimits LIMITS = new AssemblyLimits(20_000, 5_000_000, 1 << 12, Duration.ZERO);

    final List<ClosedTrace<Integer>> closed = new ArrayList<>();
    final List<TraceId> forgotten = new ArrayList<>();
    final TraceAssembler<Integer> assembler;
    private long now;
    private int contexts;

    AssemblyRun() {
        this(LIMITS);
    }

    AssemblyRun(AssemblyLimits limits) {
        this(CompletionPolicy.DEFAULT, limits);
    }

    AssemblyRun(CompletionPolicy policy, AssemblyLimits limits) {
        assembler = new TraceAssembler<>(policy, limits, () -> ++contexts, new Outlet<>() {
            @Override
            public void closed(ClosedTrace<Integer> trace) {
                closed.add(trace);
            }

            @Override
            public void forgotten(TraceId id) {
                forgotten.add(id);
            }
        });
    }

    Arrival.Outcome add(Span span) {
        return assembler.add(span, now).outcome();
    }

    AssemblyRun addAll(List<Span> spans) {
        spans.forEach(this::add);
        return this;
    }

    /** Time passes, and the due traces are closed at its end. */
    AssemblyRun pass(Duration time) {
        now += time.toNanos();
        assembler.closeDue(now);
        return this;
    }

    long now() {
        return now;
    }

    ClosedTrace<Integer> onlyClosed() {
        if (closed.size() != 1) {
            throw new AssertionError("expected one closed trace, got " + closed);
        }
        return closed.get(0);
    }
}
