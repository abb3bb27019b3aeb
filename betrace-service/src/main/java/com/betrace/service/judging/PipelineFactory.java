package com.betrace.service.judging;

import com.betrace.assembly.AssemblyLimits;
import com.betrace.pipeline.PipelineOptions;
import com.betrace.pipeline.PipelinePorts;
import com.betrace.pipeline.SpanPipeline;
import com.betrace.store.InMemoryRecentTraces;
import com.betrace.store.RecentTraces;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.Managed;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.DataSizeUnit;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDataSize;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The {@code pipeline} block: how spans are worked off, and what they may cost while they wait. */
public final class PipelineFactory {

    @Min(0)
    @Max(256)
    @JsonProperty
    private int lanes;

    @Min(1)
    @Max(90)
    @JsonProperty
    private int queueHeapPercent = 10;

    @Min(1)
    @Max(90)
    @JsonProperty
    private int memoryHeapPercent = 50;

    /** Instead of the share of the heap. */
    @MinDataSize(value = 1, unit = DataSizeUnit.MEBIBYTES)
    @JsonProperty
    private @Nullable DataSize memory;

    @Min(1)
    @JsonProperty
    private int maxSpansPerTrace = 20_000;

    @NotNull
    @JsonProperty
    private DataSize maxBytesPerTrace = DataSize.megabytes(5);

    @Min(1)
    @JsonProperty
    private int closedTracesRemembered = 1 << 18;

    @Min(1)
    @JsonProperty
    private int recentSpans = 200_000;

    @Min(1)
    @Max(90)
    @JsonProperty
    private int recentHeapPercent = 10;

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.MILLISECONDS)
    @JsonProperty
    private Duration traceBudget = Duration.milliseconds(250);

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    @JsonProperty
    private Duration closeTimeout = Duration.seconds(6);

    /** How many closed traces are known as such. */
    public int closedTracesRemembered() {
        return closedTracesRemembered;
    }

    /** Closed traces that are kept to be looked at. */
    public RecentTraces recentTraces() {
        return new InMemoryRecentTraces(recentSpans, heapShare(recentHeapPercent));
    }

    /** A pipeline that runs from the start of the service to its stop. */
    public SpanPipeline build(CompletionFactory completion, PipelinePorts ports, Environment environment) {
        SpanPipeline pipeline = new SpanPipeline(options(completion), ports);
        environment.lifecycle().manage(new Managed() {
            @Override
            public void start() {
                pipeline.start();
            }

            @Override
            public void stop() {
                pipeline.close();
            }
        });
        return pipeline;
    }

    private PipelineOptions options(CompletionFactory completion) {
        return new PipelineOptions(
                lanes == 0 ? Runtime.getRuntime().availableProcessors() : lanes,
                Math.min(heapShare(queueHeapPercent), memoryBytes() / 2),
                memoryBytes(),
                completion.build(),
                limits(completion.linger()),
                traceBudget.toJavaDuration(),
                closeTimeout.toJavaDuration());
    }

    private long memoryBytes() {
        return memory == null ? heapShare(memoryHeapPercent) : memory.toBytes();
    }

    private AssemblyLimits limits(java.time.Duration linger) {
        return new AssemblyLimits(maxSpansPerTrace, maxBytesPerTrace.toBytes(), closedTracesRemembered, linger);
    }

    private static long heapShare(int percent) {
        return Runtime.getRuntime().maxMemory() / 100 * percent;
    }
}
