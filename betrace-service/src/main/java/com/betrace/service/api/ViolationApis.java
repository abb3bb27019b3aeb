package com.betrace.service.api;

import com.betrace.service.paging.PageTokens;
import com.betrace.store.ViolationStore;
import java.time.InstantSource;

/** The unary rpcs of the ViolationService. */
public record ViolationApis(
        ViolationApi violations, ViolationOverviewApi overview, ViolationHandlingApi handling, RuleChangeApi changes) {

    public static ViolationApis of(
            ViolationStore store,
            PageTokens tokens,
            ViolationHandlingApi.Handler handler,
            InstantSource clock,
            RuleChangeApi changes) {
        return new ViolationApis(
                new ViolationApi(store, tokens),
                new ViolationOverviewApi(store, tokens),
                new ViolationHandlingApi(handler, clock),
                changes);
    }
}
