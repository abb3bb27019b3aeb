package com.betrace.benchmarks.faults;

import com.betrace.v1.Pipeline;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Why traces closed in one process after another, and what came after the close. */
final class Closings {

    private final Map<String, Long> reasons = new TreeMap<>();
    private long late;
    private long rejudged;

    /** By reason in lower case, without those for which none closed. */
    static Map<String, Long> of(Pipeline pipeline) {
        Map<String, Long> closed = new TreeMap<>();
        pipeline.getTraces().getClosedMap().forEach((reason, traces) -> {
            if (traces > 0) {
                closed.merge(reason.toLowerCase(Locale.ROOT), traces, Long::sum);
            }
        });
        return closed;
    }

    /** Adds up what a process counted; call it once for each, at its end. */
    void count(Pipeline pipeline) {
        of(pipeline).forEach((reason, traces) -> reasons.merge(reason, traces, Long::sum));
        late += pipeline.getSpans().getLate();
        rejudged += pipeline.getTraces().getRejudged();
    }

    /** No trace closed but because its root was there, its spans all known and its grace over, and no span came too late. */
    void requireOnlyWhole(Protocol protocol) {
        protocol.note("closed", reasons);
        protocol.require(
                reasons.keySet().stream().allMatch("root"::equals), "traces closed before they were whole: " + reasons);
        protocol.require(late == 0, late + " spans came long after their trace had closed");
        protocol.require(
                rejudged == 0, rejudged + " times a trace was judged again, with spans that came after its close");
    }
}
