package com.betrace.rule;

import com.betrace.model.Rule;

/** Compiles rules. Thread-safe; the same input always compiles to the same result. */
public interface RuleCompiler {

    /** A rule without options that uses no shared names. */
    default RuleCompilation compile(Rule rule) {
        return compile(rule, RuleOptions.DEFAULTS, SharedNames.NONE);
    }

    /** Never throws for what a rule's author wrote: every problem is an issue of the result. */
    RuleCompilation compile(Rule rule, RuleOptions options, SharedNames names);
}
