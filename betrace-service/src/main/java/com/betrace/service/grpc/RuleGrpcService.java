package com.betrace.service.grpc;

import com.betrace.service.api.RuleApi;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.DeleteRuleRequest;
import com.betrace.v1.DeleteRuleResponse;
import com.betrace.v1.DisableRuleRequest;
import com.betrace.v1.EnableRuleRequest;
import com.betrace.v1.GetRuleRequest;
import com.betrace.v1.ListRulesRequest;
import com.betrace.v1.ListRulesResponse;
import com.betrace.v1.Rule;
import com.betrace.v1.RuleServiceGrpc;
import com.betrace.v1.UpdateRuleRequest;
import com.betrace.v1.ValidateRuleRequest;
import com.betrace.v1.ValidateRuleResponse;
import io.grpc.stub.StreamObserver;

/** The RuleService over gRPC. */
final class RuleGrpcService extends RuleServiceGrpc.RuleServiceImplBase {

    private final RuleApi api;

    RuleGrpcService(RuleApi api) {
        this.api = api;
    }

    @Override
    public void listRules(ListRulesRequest request, StreamObserver<ListRulesResponse> observer) {
        Replies.answer(observer, () -> api.listRules(request));
    }

    @Override
    public void createRule(CreateRuleRequest request, StreamObserver<Rule> observer) {
        Replies.answer(observer, () -> api.createRule(request));
    }

    @Override
    public void getRule(GetRuleRequest request, StreamObserver<Rule> observer) {
        Replies.answer(observer, () -> api.getRule(request));
    }

    @Override
    public void updateRule(UpdateRuleRequest request, StreamObserver<Rule> observer) {
        Replies.answer(observer, () -> api.updateRule(request));
    }

    @Override
    public void deleteRule(DeleteRuleRequest request, StreamObserver<DeleteRuleResponse> observer) {
        Replies.answer(observer, () -> api.deleteRule(request));
    }

    @Override
    public void enableRule(EnableRuleRequest request, StreamObserver<Rule> observer) {
        Replies.answer(observer, () -> api.enableRule(request));
    }

    @Override
    public void disableRule(DisableRuleRequest request, StreamObserver<Rule> observer) {
        Replies.answer(observer, () -> api.disableRule(request));
    }

    @Override
    public void validateRule(ValidateRuleRequest request, StreamObserver<ValidateRuleResponse> observer) {
        Replies.answer(observer, () -> api.validateRule(request));
    }
}
