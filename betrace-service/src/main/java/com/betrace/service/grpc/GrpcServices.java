package com.betrace.service.grpc;

import com.betrace.service.api.HealthApi;
import com.betrace.service.api.PipelineApi;
import com.betrace.service.api.RuleApis;
import com.betrace.service.api.SpanApi;
import com.betrace.service.api.ViolationApis;
import com.betrace.service.api.WatchApi;
import com.betrace.service.health.HealthReport;
import com.betrace.service.otlp.OtlpTraces;

/** What the gRPC door serves. */
public record GrpcServices(
        RuleApis rules,
        SpanApi spans,
        ViolationApis violations,
        WatchApi watch,
        PipelineApi pipeline,
        HealthReport health,
        OtlpTraces otlp) {

    HealthApi healthApi() {
        return new HealthApi(health);
    }
}
