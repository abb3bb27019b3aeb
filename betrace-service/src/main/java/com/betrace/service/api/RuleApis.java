package com.betrace.service.api;

import com.betrace.catalog.RuleCatalog;
import com.betrace.detection.RuleHealth.RuleState;
import com.betrace.model.Rule;
import java.time.InstantSource;
import java.util.function.Function;

/** Everything about rules that both doors serve. */
public record RuleApis(RuleApi rules, RuleFileApi files, TrialApi trials, SharedNameApi names) {

    /** @param health how a version of a rule fares */
    public static RuleApis of(
            RuleCatalog catalog, Function<Rule, RuleState> health, TrialApi trials, InstantSource clock) {
        return new RuleApis(
                new RuleApi(catalog, health, clock), new RuleFileApi(catalog), trials, new SharedNameApi(catalog));
    }
}
