package com.betrace.rulecase;

import com.betrace.model.Span;

/**
 * A span as a compact trace has it.
 *
 * @param label what stands for its id
 * @param line from 1
 */
record CompactSpan(String label, int line, Span span) {}
