package com.betrace.pipeline;

import com.betrace.model.Span;
import com.betrace.model.TraceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives the lanes back what an earlier process left in the log. One use, before the lanes run. */
final class Recovery implements SpanLog.Replay {

    private final List<Lane> lanes;
    private final Map<TraceId, Restored> closed = new LinkedHashMap<>();
    private long lastEntry;

    private Recovery(List<Lane> lanes) {
        this.lanes = lanes;
    }

    static void run(SpanLog log, List<Lane> lanes) {
        Recovery recovery = new Recovery(lanes);
        recovery.finish(log.replay(recovery));
    }

    @Override
    public void closed(CloseMark mark, long time) {
        closed.put(mark.traceId(), new Restored(mark, time));
    }

    @Override
    public void spans(long entry, List<Span> spans, long time, boolean damaged) {
        lastEntry = Math.max(lastEntry, entry);
        for (Span span : spans) {
            Restored trace = closed.get(span.traceId());
            if (trace == null) {
                lane(span.traceId()).restore(span, entry, time, damaged);
            } else {
                trace.add(span, entry, damaged);
            }
        }
    }

    private void finish(long time) {
        closed.values().forEach(trace -> lane(trace.mark().traceId()).restore(trace, time));
        lanes.forEach(lane -> lane.startAt(time, lastEntry));
    }

    private Lane lane(TraceId trace) {
        return lanes.get(SpanBatch.laneOf(trace, lanes.size()));
    }
}
