package com.betrace.service.live;

import com.betrace.model.RuleMode;
import com.betrace.model.Severity;
import com.betrace.model.TraceId;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.store.StoredViolation;
import com.betrace.store.StoredViolation.Change;
import com.betrace.testkit.ViolationBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stored violations to publish, and the reading of a subscription. */
public final class LiveFixtures {

    private LiveFixtures() {}

    public static Violation violation(long number, String ruleId, Severity severity, String service) {
        return violation(number, ruleId, severity, service, RuleMode.ENFORCE, null);
    }

    /** One that is undecided, or of a rule on trial. */
    public static Violation violation(long number, RuleMode mode, @Nullable UndecidedReason undecided) {
        return violation(number, "slow", Severity.HIGH, "checkout", mode, undecided);
    }

    private static Violation violation(
            long number,
            String ruleId,
            Severity severity,
            String service,
            RuleMode mode,
            @Nullable UndecidedReason undecided) {
        TraceId trace = new TraceId(1, number);
        return new ViolationBuilder(ViolationId.of(ruleId, trace, ""))
                .rule(ruleId, "Rule " + ruleId, 1)
                .severity(severity)
                .mode(mode)
                .undecided(undecided)
                .trace(trace)
                .span(null, service, "GET /")
                .message("broke")
                .build();
    }

    public static Violation violation(long number) {
        return violation(number, "slow", Severity.HIGH, "checkout");
    }

    public static StoredViolation opened(long seq) {
        return new StoredViolation(seq, violation(seq), null, Change.OPENED);
    }

    public static List<StoredViolation> opened(long from, long until) {
        List<StoredViolation> stored = new ArrayList<>();
        for (long seq = from; seq < until; seq++) {
            stored.add(opened(seq));
        }
        return stored;
    }

    public static StoredViolation revised(long seq) {
        return new StoredViolation(seq, violation(seq), violation(seq), Change.REVISED);
    }

    public static StoredViolation retracted(long seq) {
        return new StoredViolation(seq, violation(seq).asRetracted(), violation(seq), Change.RETRACTED);
    }

    public static StoredViolation unchanged(long seq) {
        return new StoredViolation(seq, violation(seq), violation(seq), Change.UNCHANGED);
    }

    public static List<LiveEvent> drain(Subscription subscription) {
        List<LiveEvent> events = new ArrayList<>();
        for (LiveEvent event = subscription.poll(); event != null; event = subscription.poll()) {
            events.add(event);
        }
        return events;
    }
}
