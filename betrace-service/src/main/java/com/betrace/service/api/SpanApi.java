package com.betrace.service.api;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.model.TraceId;
import com.betrace.service.intake.Admission;
import com.betrace.service.intake.DecodedSpans;
import com.betrace.service.intake.IntakeResult;
import com.betrace.service.intake.RejectedSpan;
import com.betrace.service.intake.SpanIntake;
import com.betrace.store.RecentTraces;
import com.betrace.v1.GetTraceRequest;
import com.betrace.v1.IngestSpansRequest;
import com.betrace.v1.IngestSpansResponse;
import com.betrace.v1.SpanRejection;
import com.betrace.v1.Trace;

/** The SpanService. */
public final class SpanApi {

    private final SpanIntake intake;
    private final RecentTraces traces;

    public SpanApi(SpanIntake intake, RecentTraces traces) {
        this.intake = intake;
        this.traces = traces;
    }

    /** What a door asks before it reads a request with spans. */
    public Admission admission() {
        return intake.admission();
    }

    public IngestSpansResponse ingestSpans(IngestSpansRequest request) {
        int limit = intake.limits().spansPerRequest();
        if (request.getSpansCount() > limit) {
            throw new RequestException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "spans: has " + request.getSpansCount() + " spans, expected at most " + limit + " in a request");
        }
        DecodedSpans batch = new DecodedSpans(request::getSerializedSize);
        new SpanReader(intake.limits()).readAll(request.getSpansList(), batch);
        return toMessage(intake.accept(batch));
    }

    public Trace getTrace(GetTraceRequest request) {
        TraceId id = Fields.traceId(request.getTraceId());
        return SpanWriter.toMessage(
                traces.find(id).orElseThrow(() -> RequestException.notFound("recent trace", id.toString())));
    }

    private static IngestSpansResponse toMessage(IntakeResult result) {
        IngestSpansResponse.Builder response =
                IngestSpansResponse.newBuilder().setAccepted(result.accepted()).setRejected(result.rejected());
        for (RejectedSpan rejected : result.rejections()) {
            response.addErrors("spans[" + rejected.index() + "]: " + rejected.message());
            response.addRejections(toMessage(rejected));
        }
        return response.build();
    }

    private static SpanRejection toMessage(RejectedSpan rejected) {
        return SpanRejection.newBuilder()
                .setIndex(rejected.index())
                .setTraceId(rejected.traceId())
                .setSpanId(rejected.spanId())
                .setReason(rejected.reason().name())
                .setMessage(rejected.message())
                .build();
    }
}
