package com.betrace.pipeline;

import com.betrace.model.TraceId;

/**
 * What the lane found in these spans of a trace is stored, and none of them will be judged again.
 *
 * @param through the last log entry that this is about
 */
public record Forgotten(TraceId traceId, long through) {}
