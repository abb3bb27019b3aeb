package com.betrace.service.live;

import com.betrace.model.Severity;
import com.betrace.model.TraceId;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.store.StoredViolation;
import com.betrace.store.StoredViolation.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stored violations to publish, and the reading of a subscription. */
public final class LiveFixtures {

    private LiveFixtures() {}

    public static Violation violation(long number, String ruleId, Severity severity, String service) {
        TraceId trace = new TraceId(1, number);
        return new Violation(
                ViolationId.of(ruleId, trace, ""),
                ruleId,
                "Rule " + ruleId,
                1,
                severity,
                trace,
                null,
                Instant.EPOCH,
                service,
                "GET /",
                "broke",
                Map.of(),
                List.of(),
                0,
                1);
    }

    public static Violation violation(long number) {
        return violation(number, "slow", Severity.HIGH, "checkout");
    }

    public static StoredViolation opened(long seq) {
        return new StoredViolation(seq, violation(seq), Change.OPENED);
    }

    public static List<StoredViolation> opened(long from, long until) {
        List<StoredViolation> stored = new ArrayList<>();
        for (long seq = from; seq < until; seq++) {
            stored.add(opened(seq));
        }
        return stored;
    }

    public static StoredViolation revised(long seq) {
        return new StoredViolation(seq, violation(seq), Change.REVISED);
    }

    public static StoredViolation unchanged(long seq) {
        return new StoredViolation(seq, violation(seq), Change.UNCHANGED);
    }

    public static List<LiveEvent> drain(Subscription subscription) {
        List<LiveEvent> events = new ArrayList<>();
        for (LiveEvent event = subscription.poll(); event != null; event = subscription.poll()) {
            events.add(event);
        }
        return events;
    }
}
