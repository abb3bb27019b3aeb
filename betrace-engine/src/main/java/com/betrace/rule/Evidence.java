package com.betrace.rule;

import com.betrace.model.Explanation;
import com.betrace.model.Span;
import java.util.List;

/**
 * What a violation shows.
 *
 * @param named the span that it speaks of: the judged one, else the first offender, else the root, else the earliest
 * @param offenders by start time, then span id, without those that are excepted
 * @param message one readable sentence: the rule's own, else a generated one
 * @param fingerprint values that make two violations of the rule the same problem
 */
public record Evidence(
        Span named, List<Span> offenders, String message, List<String> fingerprint, Explanation explanation) {

    public Evidence {
        offenders = List.copyOf(offenders);
        fingerprint = List.copyOf(fingerprint);
    }
}
