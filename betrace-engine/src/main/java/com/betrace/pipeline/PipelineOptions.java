package com.betrace.pipeline;

import com.betrace.assembly.AssemblyLimits;
import com.betrace.assembly.CompletionPolicy;
import java.time.Duration;

/**
 * How a pipeline is built. Sizes are those of the whole pipeline, its lanes share them evenly.
 *
 * @param lanes threads that assemble and judge
 * @param queueBytes estimated memory of the spans that may wait for their lanes
 * @param memoryBytes what all spans in flight may take together, see {@link MemoryBudget}
 * @param traceBudget what all rules together may take on one closed trace, or on one arriving span
 * @param closeTimeout how long a close waits for the lanes to finish
 */
public record PipelineOptions(
        int lanes,
        long queueBytes,
        long memoryBytes,
        CompletionPolicy completion,
        AssemblyLimits limits,
        Duration traceBudget,
        Duration closeTimeout) {

    private static final int QUEUE_HEAP_SHARE = 10;
    private static final int HEAP_SHARE = 3;

    public PipelineOptions {
        requirePositive("lanes", lanes);
        requirePositive("queueBytes", queueBytes);
        requirePositive("memoryBytes", memoryBytes);
        requirePositive("traceBudget", traceBudget.toMillis());
        requirePositive("closeTimeout", closeTimeout.toMillis());
    }

    /** A lane for each core, a third of the heap and of that at most a tenth for the queues, 250 ms for the rules on a trace, 8 s to close. */
    public static PipelineOptions defaults() {
        return new PipelineOptions(
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() / QUEUE_HEAP_SHARE,
                Runtime.getRuntime().maxMemory() / HEAP_SHARE,
                CompletionPolicy.DEFAULT,
                AssemblyLimits.defaults(),
                Duration.ofMillis(250),
                Duration.ofSeconds(8));
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + ", expected more than zero");
        }
    }
}
