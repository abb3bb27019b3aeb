package com.betrace.service.grpc;

import com.betrace.service.api.RuleChangeApi;
import com.betrace.service.api.ViolationApi;
import com.betrace.service.api.ViolationApis;
import com.betrace.service.api.ViolationHandlingApi;
import com.betrace.service.api.ViolationOverviewApi;
import com.betrace.v1.DraftExceptionRequest;
import com.betrace.v1.DraftTestRequest;
import com.betrace.v1.GetViolationRequest;
import com.betrace.v1.GetViolationStatsRequest;
import com.betrace.v1.HandleViolationRequest;
import com.betrace.v1.ListViolationGroupsRequest;
import com.betrace.v1.ListViolationGroupsResponse;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.ListViolationsResponse;
import com.betrace.v1.RuleChangeDraft;
import com.betrace.v1.Violation;
import com.betrace.v1.ViolationServiceGrpc;
import com.betrace.v1.ViolationStats;
import com.betrace.v1.WatchViolationsRequest;
import com.betrace.v1.WatchViolationsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** The ViolationService over gRPC. */
final class ViolationGrpcService extends ViolationServiceGrpc.ViolationServiceImplBase {

    private final ViolationApi api;
    private final ViolationOverviewApi overview;
    private final ViolationHandlingApi handling;
    private final RuleChangeApi changes;
    private final WatchStreams streams;

    ViolationGrpcService(ViolationApis apis, WatchStreams streams) {
        this.api = apis.violations();
        this.overview = apis.overview();
        this.handling = apis.handling();
        this.changes = apis.changes();
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
    public void getViolationStats(GetViolationStatsRequest request, StreamObserver<ViolationStats> observer) {
        Replies.answer(observer, () -> overview.getViolationStats(request));
    }

    @Override
    public void listViolationGroups(
            ListViolationGroupsRequest request, StreamObserver<ListViolationGroupsResponse> observer) {
        Replies.answer(observer, () -> overview.listViolationGroups(request));
    }

    @Override
    public void acknowledgeViolation(HandleViolationRequest request, StreamObserver<Violation> observer) {
        Replies.answer(observer, () -> handling.acknowledgeViolation(request, CallerInterceptor.actor()));
    }

    @Override
    public void resolveViolation(HandleViolationRequest request, StreamObserver<Violation> observer) {
        Replies.answer(observer, () -> handling.resolveViolation(request, CallerInterceptor.actor()));
    }

    @Override
    public void markFalsePositive(HandleViolationRequest request, StreamObserver<Violation> observer) {
        Replies.answer(observer, () -> handling.markFalsePositive(request, CallerInterceptor.actor()));
    }

    @Override
    public void reopenViolation(HandleViolationRequest request, StreamObserver<Violation> observer) {
        Replies.answer(observer, () -> handling.reopenViolation(request, CallerInterceptor.actor()));
    }

    @Override
    public void draftException(DraftExceptionRequest request, StreamObserver<RuleChangeDraft> observer) {
        Replies.answer(observer, () -> changes.draftException(request, CallerInterceptor.actor()));
    }

    @Override
    public void draftTest(DraftTestRequest request, StreamObserver<RuleChangeDraft> observer) {
        Replies.answer(observer, () -> changes.draftTest(request));
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
