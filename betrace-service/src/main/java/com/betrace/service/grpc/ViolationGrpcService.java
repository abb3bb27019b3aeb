package com.betrace.service.grpc;

import com.betrace.service.api.ViolationApi;
import com.betrace.v1.GetViolationRequest;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.ListViolationsResponse;
import com.betrace.v1.Violation;
import com.betrace.v1.ViolationServiceGrpc;
import com.betrace.v1.WatchViolationsRequest;
import com.betrace.v1.WatchViolationsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** The ViolationService over gRPC. */
final class ViolationGrpcService extends ViolationServiceGrpc.ViolationServiceImplBase {

    private final ViolationApi api;
    private final WatchStreams streams;

    ViolationGrpcService(ViolationApi api, WatchStreams streams) {
        this.api = api;
        this.streams = streams;
    }

    @Override
    public void listViolations(ListViolationsRequest request, StreamObserver<ListViolationsResponse> observer) {
        Replies.answer(observer, () -> api.listViolations(request));
    }

    @Override
    public void getViolation(GetViolationRequest request, StreamObserver<Violation> observer) {
        Replies.answer(observer, () -> api.getViolation(request));
    }

    @Override
    public void watchViolations(WatchViolationsRequest request, StreamObserver<WatchViolationsResponse> observer) {
        try {
            streams.open(request, (ServerCallStreamObserver<WatchViolationsResponse>) observer);
        } catch (RuntimeException e) {
            observer.onError(Replies.failure(e));
        }
    }
}
