/**
 * Which rules may find something in a span, told from what the span says of itself: each rule names keys, of which a span has
 * one wherever the rule finds anything. Knows nothing of rules besides their keys.
 */
@NullMarked
package com.betrace.rule.index;

import org.jspecify.annotations.NullMarked;
