package com.betrace.service.grpc;

import com.betrace.service.api.SpanApi;
import com.betrace.v1.GetTraceRequest;
import com.betrace.v1.IngestSpansRequest;
import com.betrace.v1.IngestSpansResponse;
import com.betrace.v1.SpanServiceGrpc;
import com.betrace.v1.Trace;
import io.grpc.stub.StreamObserver;

/** The SpanService over gRPC. */
final class SpanGrpcService extends SpanServiceGrpc.SpanServiceImplBase {

    private final SpanApi api;

    SpanGrpcService(SpanApi api) {
        this.api = api;
    }

    @Override
    public void ingestSpans(IngestSpansRequest request, StreamObserver<IngestSpansResponse> observer) {
        Replies.answer(observer, () -> api.ingestSpans(request));
    }

    @Override
    public void getTrace(GetTraceRequest request, StreamObserver<Trace> observer) {
        Replies.answer(observer, () -> api.getTrace(request));
    }
}
