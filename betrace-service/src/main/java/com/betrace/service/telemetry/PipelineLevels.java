package com.betrace.service.telemetry;

import com.betrace.pipeline.PipelineSnapshot;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.function.Supplier;

/** The engine's levels, all of a reading from one snapshot. */
final class PipelineLevels {

    private static final double NANOS_PER_SECOND = 1e9;

    private final ObservableLongMeasurement queued;
    private final ObservableLongMeasurement open;
    private final ObservableLongMeasurement openBytes;
    private final ObservableLongMeasurement unjudged;
    private final ObservableLongMeasurement lingering;
    private final ObservableLongMeasurement lingeringBytes;
    private final ObservableLongMeasurement rejudged;
    private final ObservableDoubleMeasurement lag;

    private PipelineLevels(Instruments instruments) {
        queued = instruments.level("betrace.spans.queued", "{span}", "Accepted spans that wait for their lane.");
        open = instruments.level("betrace.traces.open", "{trace}", "Traces that still take spans.");
        openBytes = instruments.level("betrace.traces.open.size", "By", "Estimated memory of the open traces.");
        unjudged = instruments.level(
                "betrace.traces.unjudged", "{trace}", "Traces that have closed and wait to be judged.");
        lingering = instruments.level(
                "betrace.traces.lingering", "{trace}", "Traces that are judged again with spans that come late.");
        lingeringBytes =
                instruments.level("betrace.traces.lingering.size", "By", "Estimated memory of the lingering traces.");
        rejudged = instruments.sum("betrace.traces.rejudged", "{trace}", "How often a trace was judged again.");
        lag = instruments.seconds("betrace.spans.lag", "How long the spans that a lane takes now have waited for it.");
    }

    static void watch(Instruments instruments, Supplier<PipelineSnapshot> pipeline) {
        PipelineLevels levels = new PipelineLevels(instruments);
        instruments
                .meter()
                .batchCallback(
                        () -> levels.record(pipeline.get()),
                        levels.queued,
                        levels.open,
                        levels.openBytes,
                        levels.unjudged,
                        levels.lingering,
                        levels.lingeringBytes,
                        levels.rejudged,
                        levels.lag);
    }

    private void record(PipelineSnapshot now) {
        queued.record(now.spans().queued());
        open.record(now.traces().open());
        openBytes.record(now.traces().openBytes());
        unjudged.record(now.traces().unjudged());
        lingering.record(now.traces().lingering());
        lingeringBytes.record(now.traces().lingeringBytes());
        rejudged.record(now.traces().rejudged());
        lag.record(now.lagNanos() / NANOS_PER_SECOND);
    }
}
