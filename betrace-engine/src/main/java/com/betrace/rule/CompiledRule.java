package com.betrace.rule;

import com.betrace.model.Rule;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import java.util.List;
import java.util.Set;

/** A rule ready to judge: immutable and thread-safe. Judging never throws for what the data holds. */
public interface CompiledRule {

    Rule rule();

    RuleScope scope();

    /** Attribute keys the rule reads. */
    Set<String> attributes();

    /** Judges one span by its own data; only for {@link RuleScope#SPAN}. */
    Finding judge(Span span);

    /**
     * Judges a closed trace; only for the other scopes. One finding per judged span ({@link RuleScope#SPAN_IN_TRACE}), per
     * group, or one for the trace; never empty.
     */
    List<Finding> judge(Trace trace);
}
