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
    private long end;
    private long lastEntry;

    private Recovery(List<Lane> lanes) {
        this.lanes = lanes;
    }

    static void run(SpanLog log, List<Lane> lanes) {
        Recovery recovery = new Recovery(lanes);
        log.replay(recovery);
        recovery.finish();
    }

    @Override
    public void ended(long time) {
        end = time;
    }

    @Override
    public void closed(CloseMark mark, long time) {
        boolean lingers = lane(mark.traceId()).lingers(mark.reason(), time, end);
        closed.put(mark.traceId(), new Restored(mark, time, lingers));
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

    private void finish() {
        closed.values().forEach(trace -> lane(trace.mark().traceId()).restore(trace, end));
        lanes.forEach(lane -> lane.startAt(end, lastEntry));
    }

    private Lane lane(TraceId trace) {
        return lanes.get(SpanBatch.laneOf(trace, lanes.size()));
    }
}
