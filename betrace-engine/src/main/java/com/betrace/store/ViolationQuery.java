package com.betrace.store;

import com.betrace.model.Severity;
import com.betrace.model.TraceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which violations to read; a null filter matches all.
 *
 * @param from found at or after
 * @param until found before
 * @param limit at least 1
 */
public record ViolationQuery(
        @Nullable String ruleId,
        @Nullable TraceId traceId,
        @Nullable Severity severity,
        @Nullable String service,
        @Nullable Instant from,
        @Nullable Instant until,
        int limit) {

    public static ViolationQuery newest(int limit) {
        return new ViolationQuery(null, null, null, null, null, null, limit);
    }
}
