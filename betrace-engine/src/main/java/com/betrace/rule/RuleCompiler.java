package com.betrace.rule;

import com.betrace.model.Rule;
import java.time.InstantSource;
import java.util.List;

/** Compiles rules. Thread-safe; the same input always compiles to the same result. */
public interface RuleCompiler {

    /** A rule that uses no shared names. */
    default RuleCompilation compile(Rule rule) {
        return compile(rule, SharedNames.NONE);
    }

    /**
     * Compiles all of a rule that is an expression: its condition, message, fingerprint and exceptions. Never throws for
     * what a rule's author wrote: every problem is an issue of the result.
     */
    RuleCompilation compile(Rule rule, SharedNames names);

    /** The same compiler, by whose rules it is another day: exceptions expire by it. */
    RuleCompiler at(InstantSource wall);

    /** All that is wrong with a macro by itself; what it reads and calls is checked where a rule calls it. */
    List<RuleIssue> checkMacro(String name, String text);
}
