package com.betrace.rule.jexl;

import org.jspecify.annotations.Nullable;

/** What one node of an expression does, ready to run: the same as {@link RuleInterpreter} does there, without the tree. */
interface Code {

    @Nullable
    Object value(CodeFrame frame);
}
