package com.betrace.service.telemetry;

import com.betrace.model.DropReason;
import com.betrace.service.intake.IntakeMetrics;
import com.betrace.service.intake.Transport;
import com.google.rpc.Code;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;

/** What comes in through the doors. */
final class IntakeInstruments implements IntakeMetrics {

    private static final AttributeKey<String> TRANSPORT = AttributeKey.stringKey("transport");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");

    private final LongCounter received;
    private final LongCounter accepted;
    private final LongCounter refused;
    private final LongCounter truncated;
    private final LabelledCounter<DropReason> dropped;
    private final LongCounter requests;

    IntakeInstruments(Instruments instruments, LabelledCounter<DropReason> dropped) {
        this.dropped = dropped;
        received = instruments.counter("betrace.spans.received", "{span}", "Spans of decoded requests, good or bad.");
        accepted = instruments.counter("betrace.spans.accepted", "{span}", "Spans handed to the engine.");
        refused = instruments.counter(
                "betrace.spans.refused", "{span}", "Good spans of requests refused because the engine was full.");
        truncated = instruments.counter("betrace.spans.truncated", "{span}", "Accepted spans that a limit cut.");
        requests = instruments.labelled("betrace.otlp.requests", "{request}", "Answered OTLP requests.");
        for (Transport transport : Transport.values()) {
            requests.add(0, answer(transport, Code.OK));
            requests.add(0, answer(transport, Code.UNAVAILABLE));
        }
    }

    @Override
    public void received(int spans) {
        received.add(spans);
    }

    @Override
    public void accepted(int spans) {
        accepted.add(spans);
    }

    @Override
    public void rejected(DropReason reason, int spans) {
        dropped.add(reason, spans);
    }

    @Override
    public void overloaded(int spans) {
        refused.add(spans);
    }

    @Override
    public void truncated(int spans) {
        truncated.add(spans);
    }

    @Override
    public void otlpAnswered(Transport transport, Code outcome) {
        requests.add(1, answer(transport, outcome));
    }

    private static Attributes answer(Transport transport, Code outcome) {
        return Attributes.of(
                TRANSPORT, LabelledCounter.lowerCase(transport), OUTCOME, LabelledCounter.lowerCase(outcome));
    }
}
