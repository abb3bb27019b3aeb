package com.betrace.benchmarks.faults.load;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;

/** What a success says: all spans are good, so none may be rejected. */
final class Replies {

    private Replies() {}

    static Answer of(ExportTraceServiceResponse response) {
        long rejected = response.getPartialSuccess().getRejectedSpans();
        return rejected == 0
                ? Answer.ACKNOWLEDGED
                : Answer.wrong(rejected + " good spans rejected: "
                        + response.getPartialSuccess().getErrorMessage());
    }
}
