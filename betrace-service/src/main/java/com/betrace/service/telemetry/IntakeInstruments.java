package com.betrace.service.telemetry;

import com.betrace.model.DropReason;
import com.betrace.service.intake.IntakeMetrics;
import com.betrace.service.intake.Refusal;
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
    private final LabelledCounter<Refusal> refusedRequests;
    private final LabelledCounter<Refusal> refusedSpans;
    private final LabelledCounter<Refusal> refusedBytes;
    private final LongCounter truncated;
    private final LabelledCounter<DropReason> dropped;
    private final LongCounter requests;

    IntakeInstruments(Instruments instruments, LabelledCounter<DropReason> dropped) {
        this.dropped = dropped;
        received = instruments.counter("betrace.spans.received", "{span}", "Spans of decoded requests, good or bad.");
        accepted = instruments.counter("betrace.spans.accepted", "{span}", "Spans handed to the engine.");
        refusedRequests = refusals(
                instruments.labelled("betrace.requests.refused", "{request}", "Requests that are to be sent again."));
        refusedBytes = refusals(instruments.labelled(
                "betrace.requests.refused.size", "By", "The same in bytes, as far as they came or were announced."));
        refusedSpans = refusals(
                instruments.labelled("betrace.spans.refused", "{span}", "Good spans of those that had been decoded."));
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
    public void refused(Refusal reason, int spans, long bytes) {
        refusedRequests.add(reason, 1);
        refusedSpans.add(reason, spans);
        refusedBytes.add(reason, bytes);
    }

    @Override
    public void truncated(int spans) {
        truncated.add(spans);
    }

    @Override
    public void otlpAnswered(Transport transport, Code outcome) {
        requests.add(1, answer(transport, outcome));
    }

    private static LabelledCounter<Refusal> refusals(LongCounter counter) {
        return new LabelledCounter<>(counter, "reason", Refusal.values());
    }

    private static Attributes answer(Transport transport, Code outcome) {
        return Attributes.of(
                TRANSPORT, LabelledCounter.lowerCase(transport), OUTCOME, LabelledCounter.lowerCase(outcome));
    }
}
