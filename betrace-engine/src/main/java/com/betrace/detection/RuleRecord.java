package com.betrace.detection;

import com.betrace.detection.RuleHealth.Failure;
import com.betrace.detection.RuleHealth.RuleState;
import com.betrace.detection.RuleTally.Count;
import com.betrace.model.Excerpt;
import com.betrace.model.Rule;
import com.betrace.model.UndecidedReason;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What all lanes together know of one version of a rule. Thread-safe. */
final class RuleRecord {

    private static final double P99 = 0.99;
    private static final int MAX_MESSAGE = 300;

    private final LongAdder[] counts = adders(Count.values().length);
    private final LongAdder[] undecided = adders(UndecidedReason.values().length);
    private final Costs costs = new Costs();
    private final Quarantine quarantine;
    private final Rule rule;
    private final boolean live;
    private volatile @Nullable Failure lastFailure;

    /** @param live false in a trial, where the rule is not suspended and its failures are not logged */
    RuleRecord(Rule rule, boolean live) {
        this.rule = rule;
        this.live = live;
        this.quarantine = new Quarantine(live);
    }

    /** Whether it is about this version. */
    boolean isOf(Rule other) {
        return rule.id().equals(other.id()) && rule.version() == other.version();
    }

    private static LongAdder[] adders(int count) {
        return Stream.generate(LongAdder::new).limit(count).toArray(LongAdder[]::new);
    }

    /** Takes over what a lane has counted. */
    void add(RuleTally tally) {
        for (Count count : Count.values()) {
            counts[count.ordinal()].add(tally.of(count));
        }
        for (UndecidedReason reason : UndecidedReason.values()) {
            undecided[reason.ordinal()].add(tally.of(reason));
        }
    }

    Quarantine quarantine() {
        return quarantine;
    }

    Costs costs() {
        return costs;
    }

    /** Notes why it failed; true where that is to be logged: for the first time. */
    boolean failed(String message, Instant at) {
        boolean first = live && lastFailure == null;
        lastFailure = new Failure(rule.version(), Excerpt.of(message, MAX_MESSAGE), at);
        return first;
    }

    RuleState state(long now) {
        Map<UndecidedReason, Long> reasons = new EnumMap<>(UndecidedReason.class);
        for (UndecidedReason reason : UndecidedReason.values()) {
            if (undecided[reason.ordinal()].sum() > 0) {
                reasons.put(reason, undecided[reason.ordinal()].sum());
            }
        }
        return new RuleState(
                of(Count.EVALUATED),
                of(Count.FAILED),
                of(Count.VIOLATED),
                of(Count.SATISFIED),
                of(Count.VACUOUS),
                of(Count.EXCEPTED),
                reasons,
                of(Count.MISMATCHED),
                of(Count.SKIPPED),
                of(Count.INTERPRETED),
                costs.meanNanos(),
                costs.percentileNanos(P99),
                quarantine.isSuspended(now),
                quarantine.suspensions(),
                lastFailure);
    }

    private long of(Count count) {
        return counts[count.ordinal()].sum();
    }
}
