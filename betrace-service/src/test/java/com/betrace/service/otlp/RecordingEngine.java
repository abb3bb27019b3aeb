package com.betrace.service.otlp;

import com.betrace.model.Span;
import com.betrace.pipeline.Offer;
import com.betrace.service.intake.IntakeMetrics;
import com.betrace.service.intake.SpanIntake;
import com.betrace.service.intake.SpanLimits;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Takes spans in the place of the engine, and refuses them when told to. */
public final class RecordingEngine implements Function<List<Span>, Offer> {

    private final List<Span> taken = new CopyOnWriteArrayList<>();
    private volatile boolean full;
    private volatile Runnable beforeTaking = () -> {};

    @Override
    public Offer apply(List<Span> spans) {
        beforeTaking.run();
        return !full && taken.addAll(spans) ? Offer.TAKEN : Offer.QUEUE_FULL;
    }

    public SpanIntake intake() {
        return new SpanIntake(SpanLimits.DEFAULTS, IntakeMetrics.NONE, this);
    }

    public void setFull(boolean value) {
        full = value;
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
