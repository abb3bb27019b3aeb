package com.betrace.service.otlp;

import com.betrace.model.Span;
import com.betrace.pipeline.MemoryBudget;
import com.betrace.pipeline.Offer;
import com.betrace.pipeline.PipelineSnapshot;
import com.betrace.service.api.PipelineApi;
import com.betrace.service.api.PipelineSources;
import com.betrace.service.health.JournalState;
import com.betrace.service.intake.Admission;
import com.betrace.service.intake.IntakeAccount;
import com.betrace.service.intake.IntakeMetrics;
import com.betrace.service.intake.IntakeTotals;
import com.betrace.service.intake.SpanIntake;
import com.betrace.service.intake.SpanLimits;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Takes spans in the place of the engine, and refuses them when told to. */
public final class RecordingEngine implements Function<List<Span>, Offer> {

    private final List<Span> taken = new CopyOnWriteArrayList<>();
    private final MemoryBudget memory = new MemoryBudget(1 << 30);
    private final IntakeTotals totals = new IntakeTotals(IntakeMetrics.NONE, reason -> {});
    private volatile Offer refusal = Offer.TAKEN;
    private volatile Runnable beforeTaking = () -> {};

    @Override
    public Offer apply(List<Span> spans) {
        beforeTaking.run();
        if (refusal == Offer.TAKEN) {
            taken.addAll(spans);
        }
        return refusal;
    }

    /** All share one memory and one count. */
    public SpanIntake intake() {
        return new SpanIntake(SpanLimits.DEFAULTS, totals, new Admission(memory, totals), this);
    }

    public MemoryBudget memory() {
        return memory;
    }

    /** The accounts of an engine that does nothing with what it takes. */
    public PipelineApi pipeline() {
        PipelineSnapshot idle = new PipelineSnapshot(
                1,
                new PipelineSnapshot.Spans(0, 0, 0, 0, 0, 0, 0),
                new PipelineSnapshot.Traces(0, 0, 0, 0, 0, 0),
                Map.of(),
                0);
        return new PipelineApi(new PipelineSources(this::account, () -> idle, memory, () -> JournalState.OFF, () -> 0));
    }

    public IntakeAccount account() {
        return totals.account();
    }

    /** Leaves so many bytes below the soft mark. */
    public void leaveMemory(long bytes) {
        memory.add(memory.soft() - bytes - memory.used());
    }

    public void setFull(boolean value) {
        refuse(value ? Offer.QUEUE_FULL : Offer.TAKEN);
    }

    /** What every offer is answered with; TAKEN takes. */
    public void refuse(Offer value) {
        refusal = value;
    }

    /** What runs on the caller's thread before spans are taken. */
    public void setBeforeTaking(Runnable value) {
        beforeTaking = value;
    }

    public List<Span> taken() {
        return taken;
    }

    public Span only() {
        if (taken.size() != 1) {
            throw new AssertionError("expected one span, got " + taken);
        }
        return taken.get(0);
    }
}
