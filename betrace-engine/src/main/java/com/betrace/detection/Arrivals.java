package com.betrace.detection;

import com.betrace.model.Span;
import com.betrace.rule.RuleSet;
import com.betrace.rule.index.RuleBits;
import com.betrace.rule.index.SpanIndex;
import java.util.List;

/** The spans that have arrived for one rule set, and which of its rules to tell of each. Not thread-safe. */
final class Arrivals {

    private final SpanIndex.Finder rules;
    private final SpanIndex.Finder triggers;
    private final SpanIndex.Finder traceRules;
    private long count;

    Arrivals(RuleSet rules) {
        this.rules = rules.spanIndex().finder();
        this.triggers = rules.triggerIndex().finder();
        this.traceRules = rules.traceIndex().finder();
    }

    /** Counts one more; its number, from 1. */
    long next() {
        count++;
        return count;
    }

    long count() {
        return count;
    }

    /** By place among the rules on a span's own data; changed by the next call. */
    RuleBits rulesFor(Span span) {
        return rules.find(span);
    }

    /** The same among the triggers. */
    RuleBits triggersFor(Span span) {
        return triggers.find(span);
    }

    /** By place among the trace rules, those that have to be evaluated on a trace of these spans; changed by the next call. */
    RuleBits traceRulesFor(List<Span> spans) {
        return traceRules.find(spans);
    }
}
