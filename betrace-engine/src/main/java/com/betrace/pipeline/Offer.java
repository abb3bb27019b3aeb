package com.betrace.pipeline;

/** What became of spans that were offered to a pipeline: all were taken over, or none. */
public enum Offer {
    TAKEN,
    /** A lane has too much to do. */
    QUEUE_FULL,
    /** The memory for traces has no room for so many below its hard mark. */
    MEMORY,
    /** The log has reached its size. */
    LOG_FULL,
    /** The log cannot be written. */
    LOG_FAILED,
    /** The pipeline is stopping. */
    STOPPING
}
