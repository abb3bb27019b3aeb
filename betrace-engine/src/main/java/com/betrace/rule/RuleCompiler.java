package com.betrace.rule;

import com.betrace.model.Rule;

/** Compiles rules. Thread-safe; the same rule always compiles to the same result. */
public interface RuleCompiler {

    /** Never throws for what a rule's author wrote: every problem is an issue of the result. */
    RuleCompilation compile(Rule rule);
}
