/**
 * The values everything else speaks of: spans, traces, rules, violations. Immutable, free of frameworks and of
 * clocks; safe to share between threads. Any package may use it, it uses none.
 */
@NullMarked
package com.betrace.model;

import org.jspecify.annotations.NullMarked;
