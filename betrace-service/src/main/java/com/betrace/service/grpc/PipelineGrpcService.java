package com.betrace.service.grpc;

import com.betrace.service.api.PipelineApi;
import com.betrace.v1.GetPipelineRequest;
import com.betrace.v1.Pipeline;
import com.betrace.v1.PipelineServiceGrpc;
import io.grpc.stub.StreamObserver;

/** The PipelineService over gRPC. */
final class PipelineGrpcService extends PipelineServiceGrpc.PipelineServiceImplBase {

    private final PipelineApi api;

    PipelineGrpcService(PipelineApi api) {
        this.api = api;
    }

    @Override
    public void getPipeline(GetPipelineRequest request, StreamObserver<Pipeline> observer) {
        Replies.answer(observer, () -> api.getPipeline(request));
    }
}
