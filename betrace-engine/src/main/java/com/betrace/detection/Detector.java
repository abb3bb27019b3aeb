package com.betrace.detection;

import com.betrace.model.Rule;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceTree;
import com.betrace.model.Verdict;
import com.betrace.model.Violation;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleSet;
import com.betrace.rule.UndecidedReason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges by rules and reports what is violated. The caller says by which rule set, the one that the trace began with;
 * rules that were disabled or deleted since are skipped. A rule that fails is undecided and noted in its health, and the
 * others do not feel it. Not thread-safe.
 */
public final class Detector {

    private static final Logger LOG = System.getLogger(Detector.class.getName());

    private static final Finding FAILED =
            new Finding(Verdict.UNDECIDED, UndecidedReason.ERROR, null, "", List.of(), "", false);

    private final Supplier<RuleSet> latest;
    private final RuleHealth health;
    private final InstantSource wall;
    private final EvaluationTimer timer;
    private final VerdictCounts counts = new VerdictCounts();
    private RuleSet known = RuleSet.EMPTY;
    private Set<String> knownIds = Set.of();

    /**
     * @param latest the rule set of traces that begin now
     * @param wall tells when a violation is found
     */
    public Detector(Supplier<RuleSet> latest, RuleHealth health, InstantSource wall, EvaluationTimer timer) {
        this.latest = latest;
        this.health = health;
        this.wall = wall;
        this.timer = timer;
    }

    /** Takes counts of verdicts, as {@link #drainVerdicts} describes them. */
    public interface VerdictListener {
        void verdicts(Verdict verdict, String reason, long count);
    }

    /** Judges a span as it arrives, by the rules on a span's own data. */
    public void judge(RuleSet rules, Span span, Consumer<? super Violation> found) {
        boolean timed = beginPass();
        List<CompiledRule> judging = rules.spanRules();
        for (int i = 0; i < judging.size(); i++) {
            CompiledRule rule = judging.get(i);
            if (isRetired(rule, rules)) {
                continue;
            }
            long start = timed ? timer.now() : 0;
            Finding finding = evaluate(rule, span);
            if (timed) {
                timer.evaluatedSince(start, rule.scope());
            }
            if (isViolated(rule.rule(), finding)) {
                found.accept(Breach.of(rule.rule(), finding, span).violation(wall.instant()));
            }
        }
    }

    /** Judges a closed trace, by all other rules. */
    public void judge(RuleSet rules, Trace trace, Consumer<? super Violation> found) {
        if (rules.traceRules().isEmpty()) {
            return;
        }
        boolean timed = beginPass();
        TraceTree tree = TraceTree.of(trace);
        for (CompiledRule rule : rules.traceRules()) {
            if (isRetired(rule, rules)) {
                continue;
            }
            long start = timed ? timer.now() : 0;
            List<Finding> findings = evaluate(rule, tree);
            if (timed) {
                timer.evaluatedSince(start, rule.scope());
            }
            for (Finding finding : findings) {
                if (isViolated(rule.rule(), finding)) {
                    found.accept(Breach.of(rule.rule(), finding, tree).violation(wall.instant()));
                }
            }
        }
    }

    /**
     * Reports the verdicts since the last call, of all rules together; the reason is that of an undecided verdict in lower
     * case, {@code vacuous} where what a rule speaks of did not occur, else empty.
     */
    public void drainVerdicts(VerdictListener listener) {
        counts.drainTo(listener);
    }

    private boolean beginPass() {
        RuleSet now = latest.get();
        if (now != known) {
            known = now;
            knownIds = Stream.concat(now.spanRules().stream(), now.traceRules().stream())
                    .map(rule -> rule.rule().id())
                    .collect(Collectors.toUnmodifiableSet());
            health.retain(now.revision(), knownIds);
        }
        return timer.beginPass();
    }

    private boolean isRetired(CompiledRule rule, RuleSet rules) {
        return rules != known && !knownIds.contains(rule.rule().id());
    }

    private Finding evaluate(CompiledRule rule, Span span) {
        try {
            return Objects.requireNonNull(rule.judge(span), "no finding");
        } catch (Throwable e) { // not even a stack overflow in one rule may stop the others
            return failed(rule.rule(), e);
        }
    }

    private List<Finding> evaluate(CompiledRule rule, TraceTree tree) {
        try {
            return List.copyOf(rule.judge(tree));
        } catch (Throwable e) { // as above
            return List.of(failed(rule.rule(), e));
        }
    }

    /** Counts a finding; most are satisfied and cost no more than that. */
    private boolean isViolated(Rule rule, Finding finding) {
        counts.add(finding);
        if (finding.verdict() == Verdict.VIOLATED) {
            health.violated(rule);
            return true;
        }
        if (finding.reason() != null) {
            health.undecided(rule, finding.reason());
            if (finding.reason() == UndecidedReason.ERROR && !finding.message().isEmpty()) {
                failed(rule, finding.message());
            }
        }
        return false;
    }

    private Finding failed(Rule rule, Throwable thrown) {
        failed(rule, thrown.toString());
        return FAILED;
    }

    /** Logged once for a version of a rule, because a rule that fails once fails on every span. */
    private void failed(Rule rule, String message) {
        if (health.failed(rule, message, wall.instant())) {
            LOG.log(Level.WARNING, "rule {0} version {1} failed: {2}", rule.id(), rule.version(), message);
        }
    }
}
