/**
 * Traces as people write them, and rules tried on them: a rule's tests, examples and the demo. Values in, values out; used by
 * whoever reads such text, never while judging live spans.
 */
@NullMarked
package com.betrace.rulecase;

import org.jspecify.annotations.NullMarked;
