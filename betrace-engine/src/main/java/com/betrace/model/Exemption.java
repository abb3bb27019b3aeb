package com.betrace.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One of a rule's exceptions: offenders for which the rule is not enforced.
 *
 * @param when an expression over the offender, {@code span}; truthy means that it is excepted
 * @param owner who answers for it
 * @param reason why it is granted
 * @param expires the last day on which it holds, in UTC; null for ever
 */
public record Exemption(
        String when, String owner, String reason, @Nullable LocalDate expires) {

    /** Whether it has stopped working by this day, in UTC. */
    public boolean isExpired(LocalDate today) {
        return expires != null && today.isAfter(expires);
    }
}
