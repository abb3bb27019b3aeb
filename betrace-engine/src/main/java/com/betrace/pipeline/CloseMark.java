package com.betrace.pipeline;

import com.betrace.model.CloseReason;
import com.betrace.model.TraceId;

/**
 * A trace has closed, and what was found in it is stored.
 *
 * @param spans how many spans it was judged with, each span id once
 * @param through the last log entry all of whose spans the trace's lane had taken when it was judged; later ones may have been
 *     seen in part
 */
public record CloseMark(TraceId traceId, CloseReason reason, int spans, long through) {}
