package com.betrace.store;

import com.betrace.model.Severity;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.store.StoredViolation.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The violations of one fingerprint: one problem, however often it shows. What it says of its rule, service and span is that of
 * the newest of them.
 *
 * @param seq its place in the order in which groups were first seen, from 1, never reused
 * @param fingerprint 32 hex digits
 * @param firstSeen when its first violation was found
 * @param lastSeen when its newest was
 * @param count how many were found, also those no longer kept; each id that is kept once, however often it is revised
 * @param suppressed how many more were found and not kept, because too many came at once; one that is judged again counts again
 * @param open how many that are kept are of an enforced rule, VIOLATED and OPEN now
 * @param exemplars the first of them and the newest, oldest first, at most {@value #MAX_EXEMPLARS}
 */
public record ViolationGroup(
        long seq,
        String fingerprint,
        String ruleId,
        String ruleName,
        Severity severity,
        String service,
        String spanName,
        String message,
        Instant firstSeen,
        Instant lastSeen,
        long count,
        long suppressed,
        long open,
        List<ViolationId> exemplars) {

    public static final int MAX_EXEMPLARS = 5;

    public ViolationGroup {
        exemplars = List.copyOf(exemplars);
    }

    /** Whether a group grows by what a write did: only by what is new and has a fingerprint. */
    public static boolean growsBy(StoredViolation result) {
        return (result.change() == Change.OPENED || result.change() == Change.SUPPRESSED)
                && !result.violation().fingerprint().isEmpty();
    }

    /** The group of the first of its violations; open is left to who counts. */
    public static ViolationGroup first(long seq, StoredViolation result) {
        Violation violation = result.violation();
        return saying(violation, seq, violation.foundAt(), violation.foundAt(), 0, 0, List.of())
                .counting(result);
    }

    /** This with one more of its violations. */
    public ViolationGroup grown(StoredViolation result) {
        Violation violation = result.violation();
        Instant found = violation.foundAt();
        return saying(
                        violation,
                        seq,
                        firstSeen.isBefore(found) ? firstSeen : found,
                        lastSeen.isAfter(found) ? lastSeen : found,
                        count,
                        suppressed,
                        exemplars)
                .counting(result);
    }

    private static ViolationGroup saying(
            Violation newest,
            long seq,
            Instant firstSeen,
            Instant lastSeen,
            long count,
            long suppressed,
            List<ViolationId> exemplars) {
        return new ViolationGroup(
                seq,
                newest.fingerprint(),
                newest.ruleId(),
                newest.ruleName(),
                newest.severity(),
                newest.service(),
                newest.spanName(),
                newest.message(),
                firstSeen,
                lastSeen,
                count,
                suppressed,
                0,
                exemplars);
    }

    private ViolationGroup counting(StoredViolation result) {
        boolean kept = result.change() == Change.OPENED;
        return with(
                count + 1,
                suppressed + (kept ? 0 : 1),
                open,
                kept ? exemplarsWith(result.violation().id()) : exemplars);
    }

    /** The first stays, the newest replaces the oldest of the others. */
    private List<ViolationId> exemplarsWith(ViolationId newest) {
        List<ViolationId> all = new ArrayList<>(exemplars);
        if (all.size() == MAX_EXEMPLARS) {
            all.remove(1);
        }
        all.add(newest);
        return all;
    }

    ViolationGroup withOpen(long newOpen) {
        return with(count, suppressed, newOpen, exemplars);
    }

    private ViolationGroup with(long newCount, long newSuppressed, long newOpen, List<ViolationId> newExemplars) {
        return new ViolationGroup(
                seq,
                fingerprint,
                ruleId,
                ruleName,
                severity,
                service,
                spanName,
                message,
                firstSeen,
                lastSeen,
                newCount,
                newSuppressed,
                newOpen,
                newExemplars);
    }
}
