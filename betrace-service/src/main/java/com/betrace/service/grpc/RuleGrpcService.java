package com.betrace.service.grpc;

import com.betrace.service.api.RuleApi;
import com.betrace.service.api.RuleFileApi;
import com.betrace.service.api.TrialApi;
import com.betrace.v1.BacktestRuleRequest;
import com.betrace.v1.BacktestRuleResponse;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.DeleteRuleRequest;
import com.betrace.v1.DeleteRuleResponse;
import com.betrace.v1.DisableRuleRequest;
import com.betrace.v1.EnableRuleRequest;
import com.betrace.v1.EvaluateRuleRequest;
import com.betrace.v1.EvaluateRuleResponse;
import com.betrace.v1.ExportRulesRequest;
import com.betrace.v1.GetRuleRequest;
import com.betrace.v1.ImportRulesRequest;
import com.betrace.v1.ImportRulesResponse;
import com.betrace.v1.ListRuleVersionsRequest;
import com.betrace.v1.ListRuleVersionsResponse;
import com.betrace.v1.ListRulesRequest;
import com.betrace.v1.ListRulesResponse;
import com.betrace.v1.RollbackRuleRequest;
import com.betrace.v1.Rule;
import com.betrace.v1.RuleFile;
import com.betrace.v1.RuleServiceGrpc;
import com.betrace.v1.UpdateRuleRequest;
import com.betrace.v1.ValidateRuleRequest;
import com.betrace.v1.ValidateRuleResponse;
import io.grpc.stub.StreamObserver;

/** The RuleService over gRPC. */
final class RuleGrpcService extends RuleServiceGrpc.RuleServiceImplBase {

    private final RuleApi api;
    private final RuleFileApi files;
    private final TrialApi trials;

    RuleGrpcService(RuleApi api, RuleFileApi files, TrialApi trials) {
        this.api = api;
        this.files = files;
        this.trials = trials;
    }

    @Override
    public void listRules(ListRulesRequest request, StreamObserver<ListRulesResponse> observer) {
        Replies.answer(observer, () -> api.listRules(request));
    }

    @Override
    public void createRule(CreateRuleRequest request, StreamObserver<Rule> observer) {
        Replies.answer(observer, () -> api.createRule(request, CallerInterceptor.actor()));
    }

    @Override
    public void getRule(GetRuleRequest request, StreamObserver<Rule> observer) {
        Replies.answer(observer, () -> api.getRule(request));
    }

    @Override
    public void updateRule(UpdateRuleRequest request, StreamObserver<Rule> observer) {
        Replies.answer(observer, () -> api.updateRule(request, CallerInterceptor.actor()));
    }

    @Override
    public void deleteRule(DeleteRuleRequest request, StreamObserver<DeleteRuleResponse> observer) {
        Replies.answer(observer, () -> api.deleteRule(request, CallerInterceptor.actor()));
    }

    @Override
    public void enableRule(EnableRuleRequest request, StreamObserver<Rule> observer) {
        Replies.answer(observer, () -> api.enableRule(request, CallerInterceptor.actor()));
    }

    @Override
    public void disableRule(DisableRuleRequest request, StreamObserver<Rule> observer) {
        Replies.answer(observer, () -> api.disableRule(request, CallerInterceptor.actor()));
    }

    @Override
    public void validateRule(ValidateRuleRequest request, StreamObserver<ValidateRuleResponse> observer) {
        Replies.answer(observer, () -> api.validateRule(request));
    }

    @Override
    public void importRules(ImportRulesRequest request, StreamObserver<ImportRulesResponse> observer) {
        Replies.answer(observer, () -> files.importRules(request, CallerInterceptor.actor()));
    }

    @Override
    public void exportRules(ExportRulesRequest request, StreamObserver<RuleFile> observer) {
        Replies.answer(observer, () -> files.exportRules(request));
    }

    @Override
    public void listRuleVersions(ListRuleVersionsRequest request, StreamObserver<ListRuleVersionsResponse> observer) {
        Replies.answer(observer, () -> api.listRuleVersions(request));
    }

    @Override
    public void rollbackRule(RollbackRuleRequest request, StreamObserver<Rule> observer) {
        Replies.answer(observer, () -> api.rollbackRule(request, CallerInterceptor.actor()));
    }

    @Override
    public void evaluateRule(EvaluateRuleRequest request, StreamObserver<EvaluateRuleResponse> observer) {
        Replies.answer(observer, () -> trials.evaluateRule(request));
    }

    @Override
    public void backtestRule(BacktestRuleRequest request, StreamObserver<BacktestRuleResponse> observer) {
        Replies.answer(observer, () -> trials.backtestRule(request));
    }
}
