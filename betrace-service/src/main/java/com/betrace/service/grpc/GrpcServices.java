package com.betrace.service.grpc;

import com.betrace.service.api.HealthApi;
import com.betrace.service.api.RuleApi;
import com.betrace.service.api.SpanApi;
import com.betrace.service.api.ViolationApi;
import com.betrace.service.api.WatchApi;
import com.betrace.service.health.HealthReport;
import com.betrace.service.otlp.OtlpTraces;

/** What the gRPC door serves. */
public record GrpcServices(
        RuleApi rules, SpanApi spans, ViolationApi violations, WatchApi watch, HealthReport health, OtlpTraces otlp) {

    HealthApi healthApi() {
        return new HealthApi(health);
    }
}
