package com.betrace.service.intake;

import com.betrace.model.DropReason;

/**
 * A span that was not taken in.
 *
 * @param index its position among all spans of the request, from 0
 * @param traceId what the sender gave, in hex, possibly empty or wrong
 * @param spanId what the sender gave, in hex, possibly empty or wrong
 * @param message which field, what was found and what was expected
 */
public record RejectedSpan(int index, String traceId, String spanId, DropReason reason, String message) {}
