package com.betrace.detection;

import com.betrace.rule.RuleSet;
import java.util.HashSet;
import java.util.Set;

/** What a lane knows of a trace that it still collects: the rules by which it began, and which of them it has reported. */
public final class OpenJudgment {

    private final Bench bench;
    private Set<String> reported = Set.of();

    OpenJudgment(Bench bench) {
        this.bench = bench;
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
}
