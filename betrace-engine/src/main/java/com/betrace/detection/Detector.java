package com.betrace.detection;

import com.betrace.model.Settlement;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceTree;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.rule.Evidence;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleScope;
import com.betrace.rule.RuleSet;
import com.betrace.rule.WorkClock;
import com.betrace.rule.index.RuleBits;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges by rules and reports what is violated. A trace is judged by the rule set with which it {@linkplain #begin began};
 * rules that were disabled or deleted since are skipped. A rule that fails is undecided and noted in its health, one that
 * fails too often is suspended for a while, and the others do not feel it. Not thread-safe.
 */
public final class Detector {

    private static final Logger LOG = System.getLogger(Detector.class.getName());

    /** Telling looks at every rule, so it is not done after every request. */
    private static final long NANOS_PER_TELLING = 100_000_000L;

    /** What nearly every evaluation finds; one list, so that it costs nothing. */
    private static final List<Finding> SATISFIED = List.of(Finding.SATISFIED);

    private final Inputs inputs;
    private final Listener listener;
    private final Pass pass;
    private final VerdictCounts counts = new VerdictCounts();
    private Bench current = Bench.EMPTY;
    private long lastTold;

    /**
     * What a detector reads.
     *
     * @param latest the rule set of traces that begin now
     * @param wall tells when a violation is found
     * @param nanoTime monotonic time
     * @param passBudget what all rules together may take on one arriving span or closed trace
     */
    public record Inputs(
            Supplier<RuleSet> latest, RuleHealth health, InstantSource wall, WorkClock nanoTime, Duration passBudget) {}

    /** Takes what a detector finds, during the call that finds it. */
    public interface Listener {

        /**
         * A violation, or an undecided finding that would be one.
         *
         * @param known true where the same violation was reported before
         */
        void found(Violation violation, boolean known);

        /** What stands of a trace that was judged before; follows what was found in it this time. */
        void settled(Settlement settlement);

        /** How long a rule took on one span or trace; a sample. */
        void evaluated(RuleScope scope, long nanos);
    }

    /** Takes counts of verdicts, as {@link #drainVerdicts} describes them. */
    public interface VerdictListener {
        void verdicts(Verdict verdict, String reason, long count);
    }

    public Detector(Inputs inputs, Listener listener) {
        this.inputs = inputs;
        this.listener = listener;
        this.lastTold = inputs.nanoTime().getAsLong() - NANOS_PER_TELLING;
        this.pass = new Pass(inputs.nanoTime(), inputs.passBudget().toNanos());
    }

    /** Begins a trace: by the rules of now. */
    public OpenJudgment begin() {
        return new OpenJudgment(bench(), false, false);
    }

    /**
     * Begins a trace of an earlier process, of which something may be stored, by the rules of now.
     *
     * @param judged whether it had closed
     */
    public OpenJudgment beginAgain(boolean judged) {
        return new OpenJudgment(bench(), true, judged);
    }

    /** Judges a span of a trace as it arrives, by the rules on a span's own data and by presence triggers. */
    public void judge(OpenJudgment trace, Span span) {
        bench();
        Bench bench = trace.bench();
        pass.beginArrival();
        judgeAlone(bench, span, trace.isJudged());
        judgeTriggers(trace, span);
        tellOutdated(bench);
    }

    /** Judges a span that no trace takes any more, by the rules on a span's own data, as they are now. */
    public void judgeLate(Span span) {
        Bench bench = bench();
        pass.beginArrival();
        judgeAlone(bench, span, true);
    }

    /** Rules that the index does not name for a span are satisfied by it. */
    private void judgeAlone(Bench bench, Span span, boolean late) {
        List<Seat> seats = bench.onArrival();
        if (seats.isEmpty()) {
            return;
        }
        long number = bench.arrivals().next();
        if (pass.isTimed() || bench != current) {
            for (int place = 0; place < seats.size(); place++) {
                judgeAlone(bench, seats.get(place), new Arrival(span, number, late));
            }
            return;
        }
        RuleBits named = bench.arrivals().rulesFor(span);
        int others = seats.size();
        for (int place = named.next(0); place >= 0; place = named.next(place + 1)) {
            judgeAlone(bench, seats.get(place), new Arrival(span, number, late));
            others--;
        }
        counts.addSatisfied(others);
    }

    /** A span as the rules on its own data see it, with its number among those that arrived. */
    private record Arrival(Span span, long number, boolean late) {}

    private void judgeAlone(Bench bench, Seat seat, Arrival arrival) {
        seat.toldOf(arrival.number);
        if (!isJudging(seat, bench)) {
            return;
        }
        Finding skipped = skipped(seat);
        Finding finding = skipped == null ? evaluate(seat, arrival.span) : skipped;
        count(seat, finding);
        if (finding.evidence() != null) {
            Violation violation = violation(seat, finding, finding.evidence(), null);
            listener.found(arrival.late ? violation.asLate() : violation, false);
        }
    }

    private void judgeTriggers(OpenJudgment trace, Span span) {
        Bench bench = trace.bench();
        List<Seat> triggers = bench.triggers();
        if (triggers.isEmpty()) {
            return;
        }
        RuleBits named = bench.arrivals().triggersFor(span);
        for (int place = named.next(0); place >= 0; place = named.next(place + 1)) {
            Seat seat = triggers.get(place);
            if (!trace.hasReported(seat) && isJudging(seat, bench) && isToEvaluate(seat)) {
                judgeTrigger(trace, seat, span);
            }
        }
    }

    /** Its verdict is counted at the close, when all of its offenders are known. */
    private void judgeTrigger(OpenJudgment trace, Seat seat, Span span) {
        Finding finding = evaluate(seat, span);
        noteFailure(seat, finding);
        if (finding.verdict() == Verdict.VIOLATED && finding.evidence() != null) {
            trace.report(seat);
            report(trace, violation(seat, finding, finding.evidence(), null));
        }
    }

    /**
     * Judges a closed trace, by all rules that do not judge spans as they arrive. What they say of a trace that closes again
     * counts in no tally: each trace counts once.
     *
     * @param betweenRules run after each rule, for what cannot wait for the next trace
     */
    public void judge(OpenJudgment trace, Trace closed, Runnable betweenRules) {
        bench();
        if (!trace.bench().atClose().isEmpty()) {
            judgeAtClose(trace, TraceTree.of(closed), betweenRules);
            tellOutdated(trace.bench());
        }
        trace.judged();
    }

    private void judgeAtClose(OpenJudgment trace, TraceTree tree, Runnable betweenRules) {
        SettlementDraft settlement = trace.mayHaveToTakeBack() ? new SettlementDraft() : null;
        pass.beginClose();
        List<Seat> seats = trace.bench().atClose();
        RuleBits named = trace.bench().arrivals().traceRulesFor(tree.spans());
        for (int place = 0; place < seats.size(); place++) {
            Seat seat = seats.get(place);
            if (isJudging(seat, trace.bench())) {
                List<Finding> findings = named.has(place) ? judge(seat, tree) : judgeWithoutKeys(seat, tree);
                if (settlement != null) {
                    settlement.add(seat, findings);
                }
                for (int i = 0; i < findings.size(); i++) {
                    conclude(trace, seat, findings.get(i), tree, settlement);
                }
                betweenRules.run();
            }
        }
        if (settlement != null) {
            listener.settled(settlement.of(tree.trace().id()));
        }
    }

    private List<Finding> judge(Seat seat, TraceTree tree) {
        Finding skipped = skipped(seat);
        return skipped == null ? evaluate(seat, tree) : List.of(skipped);
    }

    private List<Finding> judgeWithoutKeys(Seat seat, TraceTree tree) {
        Finding skipped = skipped(seat);
        if (skipped != null) {
            return List.of(skipped);
        }
        List<Finding> findings = seat.compiled().judgeWithoutKeys(tree);
        seat.evaluated(findings, pass.now());
        return findings;
    }

    /** Reports the verdicts since the last call, of all rules together, and from time to time the counts of each rule. */
    public void drainVerdicts(VerdictListener verdicts) {
        counts.drainTo(verdicts);
        long now = inputs.nanoTime().getAsLong();
        if (now - lastTold >= NANOS_PER_TELLING) {
            lastTold = now;
            tellHealth(now);
        }
    }

    private void tellHealth(long now) {
        current.tell(now);
    }

    /** The counts of rules that have changed since are told at once, as nobody looks at them any more. */
    private void tellOutdated(Bench bench) {
        if (bench != current) {
            bench.tell(pass.now());
        }
    }

    /** The seats of now. */
    private Bench bench() {
        RuleSet rules = inputs.latest().get();
        if (rules != current.rules()) {
            tellHealth(inputs.nanoTime().getAsLong());
            current = Bench.of(rules, inputs.health().open(rules));
        }
        return current;
    }

    private boolean isJudging(Seat seat, Bench bench) {
        return bench == current || current.ids().contains(seat.rule().id());
    }

    private boolean isToEvaluate(Seat seat) {
        return !seat.isSuspended(pass.now()) && !pass.isOver();
    }

    /** The finding of a rule that is not to be evaluated; null where it is. */
    private @Nullable Finding skipped(Seat seat) {
        if (seat.isSuspended(pass.now())) {
            return seat.suspended();
        }
        return pass.isOver() ? seat.outOfTime() : null;
    }

    private Finding evaluate(Seat seat, Span span) {
        pass.beginRule();
        Finding finding = Attempt.on(span, seat.compiled());
        afterEvaluating(seat, finding == Finding.SATISFIED ? SATISFIED : List.of(finding));
        return finding;
    }

    private List<Finding> evaluate(Seat seat, TraceTree tree) {
        pass.beginRule();
        List<Finding> findings = Attempt.on(tree, seat.compiled());
        afterEvaluating(seat, findings);
        return findings;
    }

    private void afterEvaluating(Seat seat, List<Finding> findings) {
        boolean failed = findings != SATISFIED && RuleHealth.hasFailure(findings);
        long took = pass.endRule(failed);
        if (took >= 0) {
            seat.record().costs().add(took);
            listener.evaluated(seat.compiled().scope(), took);
        }
        if (seat.evaluated(findings, pass.now())) {
            LOG.log(
                    Level.WARNING,
                    "rule {0} version {1} is in quarantine for {2} s, because it fails too often",
                    seat.rule().id(),
                    seat.rule().version(),
                    Quarantine.SUSPENSION.toSeconds());
        }
    }

    private void conclude(
            OpenJudgment trace, Seat seat, Finding finding, TraceTree tree, @Nullable SettlementDraft settlement) {
        if (trace.isJudged()) {
            noteFailure(seat, finding);
        } else {
            count(seat, finding);
        }
        if (finding.evidence() != null) {
            Violation violation = violation(seat, finding, finding.evidence(), tree);
            if (settlement != null) {
                settlement.stands(violation.id());
            }
            report(trace, violation);
        }
    }

    /** Most are satisfied and cost no more than that. */
    private void count(Seat seat, Finding finding) {
        counts.add(finding);
        seat.count(finding);
        if (finding != Finding.SATISFIED) {
            noteFailure(seat, finding);
        }
    }

    private void report(OpenJudgment trace, Violation violation) {
        boolean known = trace.find(violation.id());
        listener.found(trace.isJudged() && !known ? violation.asLate() : violation, known);
    }

    private Violation violation(Seat seat, Finding finding, Evidence evidence, @Nullable TraceTree tree) {
        return new Breach(seat.rule(), finding, evidence, tree)
                .violation(inputs.wall().instant());
    }

    /** Logged once for a version of a rule, because a rule that fails once fails on every span. */
    private void noteFailure(Seat seat, Finding finding) {
        if (!finding.failure().isEmpty()
                && seat.record().failed(finding.failure(), inputs.wall().instant())) {
            LOG.log(
                    Level.WARNING,
                    "rule {0} version {1} failed: {2}",
                    seat.rule().id(),
                    seat.rule().version(),
                    finding.failure());
        }
    }
}
