package com.betrace.service.otlp;

import com.betrace.model.DropReason;
import com.betrace.service.intake.IntakeMetrics;
import com.betrace.service.intake.Refusal;
import com.betrace.service.intake.Transport;
import com.google.rpc.Code;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps how OTLP requests were answered. */
public final class RecordedOutcomes implements IntakeMetrics {

    private final List<String> outcomes = new CopyOnWriteArrayList<>();

    /** Transport and code of each answer, in order. */
    public List<String> outcomes() {
        return outcomes;
    }

    @Override
    public void received(int spans) {}

    @Override
    public void accepted(int spans) {}

    @Override
    public void rejected(DropReason reason, int spans) {}

    @Override
    public void refused(Refusal reason, int spans, long bytes) {}

    @Override
    public void truncated(int spans) {}

    @Override
    public void otlpAnswered(Transport transport, Code outcome) {
        outcomes.add(transport + " " + outcome);
    }
}
