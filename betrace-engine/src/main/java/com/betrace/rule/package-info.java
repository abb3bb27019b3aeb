/**
 * What a rule is to the rest of the engine: text that compiles to an immutable, thread-safe program or to all the issues
 * that prevent it. Knows nothing of JEXL; {@link com.betrace.rule.jexl} does.
 */
@NullMarked
package com.betrace.rule;

import org.jspecify.annotations.NullMarked;
