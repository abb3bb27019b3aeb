package com.betrace.detection;

import com.betrace.model.ViolationId;
import com.betrace.rule.RuleSet;
import java.util.HashSet;
import java.util.Set;

/**
 * What a lane knows of a trace that it still collects, or that may close again: the rules by which it began, and what was found
 * in it.
 */
public final class OpenJudgment {

    private final Bench bench;
    private final boolean replayed;
    private Set<String> reported = Set.of();
    private Set<ViolationId> found = Set.of();
    private boolean judged;

    OpenJudgment(Bench bench, boolean replayed, boolean judged) {
        this.bench = bench;
        this.replayed = replayed;
        this.judged = judged;
    }

    /** The rules by which the trace is judged, but for those that are disabled or deleted meanwhile. */
    public RuleSet rules() {
        return bench.rules();
    }

    Bench bench() {
        return bench;
    }

    boolean hasReported(Seat seat) {
        return reported.contains(seat.rule().id());
    }

    void report(Seat seat) {
        if (reported.isEmpty()) {
            reported = new HashSet<>();
        }
        reported.add(seat.rule().id());
    }

    /** True where it was found before. */
    boolean find(ViolationId id) {
        if (found.isEmpty()) {
            found = new HashSet<>();
        }
        return !found.add(id);
    }

    /** Whether something may be stored of it that does not hold any more. */
    boolean mayHaveToTakeBack() {
        return judged || replayed;
    }

    /** Whether it has closed and been judged. */
    boolean isJudged() {
        return judged;
    }

    void judged() {
        judged = true;
    }
}
