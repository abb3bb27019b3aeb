package com.betrace.service.rest;

import com.betrace.service.api.HealthApi;
import com.betrace.service.api.PipelineApi;
import com.betrace.service.api.RuleApis;
import com.betrace.service.api.SpanApi;
import com.betrace.service.api.ViolationApis;
import com.betrace.service.api.WatchApi;

/** What the REST door opens to. */
public record Apis(
        RuleApis rules,
        SpanApi spans,
        ViolationApis violations,
        WatchApi watch,
        PipelineApi pipeline,
        HealthApi health) {}
