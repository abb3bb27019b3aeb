package com.betrace.service.telemetry;

import com.betrace.model.DropReason;
import com.betrace.service.intake.IntakeMetrics;
import io.opentelemetry.api.metrics.Meter;
import java.util.concurrent.atomic.LongAdder;

/** What comes in through the doors. */
final class IntakeInstruments implements IntakeMetrics {

    private final LongAdder received;
    private final LongAdder accepted;
    private final LongAdder refused;
    private final LongAdder truncated;
    private final LabelledCounter<DropReason> dropped;

    IntakeInstruments(Meter meter, LabelledCounter<DropReason> dropped) {
        this.dropped = dropped;
        received = LabelledCounter.plain(meter.counterBuilder("betrace.spans.received")
                .setUnit("{span}")
                .setDescription("Spans of decoded requests, good or bad."));
        accepted = LabelledCounter.plain(meter.counterBuilder("betrace.spans.accepted")
                .setUnit("{span}")
                .setDescription("Spans handed to the engine."));
        refused = LabelledCounter.plain(meter.counterBuilder("betrace.spans.refused")
                .setUnit("{span}")
                .setDescription(
                        "Good spans of requests refused as a whole because the engine was full; senders retry."));
        truncated = LabelledCounter.plain(meter.counterBuilder("betrace.spans.truncated")
                .setUnit("{span}")
                .setDescription("Accepted spans that a limit cut."));
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
}
