package com.betrace.rule;

/** When a rule is judged, inferred from what it reads. */
public enum RuleScope {
    /** Once per span, as it arrives: the rule reads the span's own data only. */
    SPAN,
    /** Once per span of the trace, when the trace closes: the rule reads the span and its relatives or the trace. */
    SPAN_IN_TRACE,
    /** Once per trace, when it closes: the rule does not read {@code span}. */
    TRACE
}
