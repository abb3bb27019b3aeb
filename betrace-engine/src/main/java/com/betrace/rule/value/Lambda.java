package com.betrace.rule.value;

import org.jspecify.annotations.Nullable;

/** A function written in a rule. */
public interface Lambda {

    @Nullable
    Object call(@Nullable Object... arguments);

    /** Equal for lambdas that give the same results in this evaluation; null where that depends on what they capture. */
    @Nullable
    Object identity();
}
