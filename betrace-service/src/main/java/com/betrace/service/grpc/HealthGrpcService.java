package com.betrace.service.grpc;

import com.betrace.service.api.HealthApi;
import com.betrace.v1.HealthCheckRequest;
import com.betrace.v1.HealthCheckResponse;
import com.betrace.v1.HealthServiceGrpc;
import io.grpc.stub.StreamObserver;

/** BeTrace's own HealthService over gRPC. */
final class HealthGrpcService extends HealthServiceGrpc.HealthServiceImplBase {

    private final HealthApi api;

    HealthGrpcService(HealthApi api) {
        this.api = api;
    }

    @Override
    public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> observer) {
        Replies.answer(observer, () -> api.check(request));
    }

    @Override
    public void ready(HealthCheckRequest request, StreamObserver<HealthCheckResponse> observer) {
        Replies.answer(observer, () -> api.ready(request));
    }
}
