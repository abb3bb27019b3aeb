/**
 * What a rule sees and computes with: views of spans and traces, span sets, groups, and the exact meaning of every
 * operator. Knows nothing of the syntax; an evaluation is confined to one thread and never outlives its call.
 */
@NullMarked
package com.betrace.rule.value;

import org.jspecify.annotations.NullMarked;
