package com.betrace.rule.jexl;

import com.betrace.model.Span;
import com.betrace.model.TraceTree;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.rule.Finding;
import com.betrace.rule.Growth;
import com.betrace.rule.value.Budget;
import com.betrace.rule.value.BudgetExceededException;
import com.betrace.rule.value.Groups;
import com.betrace.rule.value.Order.Reading;
import com.betrace.rule.value.Scene;
import com.betrace.rule.value.SpanView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * From values to verdicts: evaluates as measured and, where clock skew could matter, with all uncertain tests true and all
 * false; then asks whether what was not seen could change the result.
 */
final class Judge {

    private static final List<Finding> SATISFIED = List.of(Finding.SATISFIED);
    private static final List<Finding> VACUOUS =
            List.of(new Finding(Verdict.SATISFIED, null, true, null, "", 0, "", null));
    private static final List<Finding> PARTIAL = List.of(Finding.undecided(UndecidedReason.PARTIAL, null, ""));

    private final Program program;
    private final Scene.Setting setting;
    private final Growth growth;
    private final boolean evaluateOnPartial;
    private final Presentation.Parts presentation;

    Judge(
            Program program,
            Scene.Setting setting,
            Growth growth,
            boolean evaluateOnPartial,
            Presentation.Parts presentation) {
        this.program = program;
        this.setting = setting;
        this.growth = growth;
        this.evaluateOnPartial = evaluateOnPartial;
        this.presentation = presentation;
    }

    /** Starts judging a closed trace. */
    Session open(TraceTree tree) {
        return new Session(tree, null, isPartial(tree));
    }

    private boolean isPartial(TraceTree tree) {
        return !evaluateOnPartial && !tree.isComplete(setting.localRootsCount());
    }

    /** The finding on a trace of which it is known without evaluation that nothing was seen to violate the rule. */
    List<Finding> notViolated(TraceTree tree, boolean vacuous) {
        if (isPartial(tree)) {
            return PARTIAL;
        }
        return vacuous ? VACUOUS : SATISFIED;
    }

    /** Starts judging a span by its own data, which cannot be partial. */
    Session open(Span alone) {
        return new Session(null, alone, false);
    }

    /** One rule on one trace or arriving span, under one budget. Confined to one thread. */
    final class Session {

        private final @Nullable TraceTree tree;
        private final @Nullable Span alone;
        private final boolean partial;
        private final Budget budget;
        private final Scene measured;
        private @Nullable Presentation presenting;
        private @Nullable Scene allTrue;
        private @Nullable Scene allFalse;
        private @Nullable EvaluationContext evaluating;
        private @Nullable String exceeded;

        private Session(@Nullable TraceTree tree, @Nullable Span alone, boolean partial) {
            this.tree = tree;
            this.alone = alone;
            this.partial = partial;
            this.budget = presentation.conditions().evaluation();
            this.measured = scene(Reading.MEASURED, budget);
        }

        /** In time of its own. */
        private Presentation.Shown show(Presentation.Case found) {
            Presentation known = presenting;
            if (known == null) {
                known = new Presentation(presentation, spent -> scene(Reading.MEASURED, spent));
                presenting = known;
            }
            budget.pause();
            try {
                return known.show(found);
            } finally {
                budget.resume();
            }
        }

        private Scene scene(Reading reading, Budget spent) {
            if (alone != null) {
                return new Scene(alone, setting, spent, reading);
            }
            return new Scene(Objects.requireNonNull(tree), setting, spent, reading);
        }

        Finding judgeSpan(int place) {
            return judge(place).get(0);
        }

        /** One finding, or one per group. */
        List<Finding> judgeTrace() {
            return judge(TraceTree.NONE);
        }

        private List<Finding> judge(int place) {
            Span judged = place == TraceTree.NONE ? null : measured.view(place).span();
            if (exceeded != null) {
                return List.of(Finding.undecided(UndecidedReason.BUDGET, judged, exceeded));
            }
            try {
                return decide(place, judged);
            } catch (BudgetExceededException e) {
                String cause = Causes.of(e, evaluating);
                exceeded = cause;
                return List.of(Finding.undecided(UndecidedReason.BUDGET, judged, cause));
            } catch (RuntimeException | StackOverflowError e) {
                return List.of(Finding.undecided(UndecidedReason.ERROR, judged, Causes.of(e, evaluating)));
            }
        }

        private List<Finding> decide(int place, @Nullable Span judged) {
            int before = measured.operators().mismatches();
            Outcome outcome = evaluate(measured, place);
            int mismatches = measured.operators().mismatches() - before;
            boolean uncertain = measured.isUncertain();
            if (!uncertain
                    && !partial
                    && mismatches == 0
                    && !outcome.vacuous()
                    && outcome.keys().isEmpty()) {
                return SATISFIED;
            }
            List<Outcome> readings = uncertain ? otherReadings(outcome, place) : List.of(outcome);
            return new Verdicts(judged, outcome, readings, mismatches).findings(place);
        }

        private List<Outcome> otherReadings(Outcome outcome, int place) {
            if (allTrue == null) {
                allTrue = scene(Reading.ALL_TRUE, budget);
            }
            if (allFalse == null) {
                allFalse = scene(Reading.ALL_FALSE, budget);
            }
            return List.of(outcome, evaluate(allTrue, place), evaluate(allFalse, place));
        }

        private Outcome evaluate(Scene scene, int place) {
            SpanView judged = place == TraceTree.NONE ? null : scene.view(place);
            EvaluationContext context = program.context(scene, judged);
            evaluating = context;
            Object value = program.run(context);
            if (value instanceof Groups groups) {
                groups.requireAtMost(presentation.conditions().limits().maxGroups());
            }
            return Outcome.of(value);
        }

        /** Puts the readings of one evaluation together. */
        private final class Verdicts {

            private final @Nullable Span judged;
            private final Outcome outcome;
            private final List<Outcome> readings;
            private int mismatches;

            Verdicts(@Nullable Span judged, Outcome outcome, List<Outcome> readings, int mismatches) {
                this.judged = judged;
                this.outcome = outcome;
                this.readings = readings;
                this.mismatches = mismatches;
            }

            List<Finding> findings(int place) {
                List<Finding> findings = new ArrayList<>();
                for (Map.Entry<String, Outcome.Violated> entry :
                        outcome.violations().entrySet()) {
                    boolean always = readings.stream().allMatch(r -> r.keys().contains(entry.getKey()));
                    findings.add(found(entry.getKey(), entry.getValue(), always, place));
                }
                for (Outcome reading : readings) {
                    for (String key : reading.keys()) {
                        if (!outcome.keys().contains(key)
                                && findings.stream().noneMatch(f -> f.groupKey().equals(key))) {
                            findings.add(undecided(doubt(), key));
                        }
                    }
                }
                if (findings.isEmpty()) {
                    findings.add(notViolated());
                }
                return findings;
            }

            private Finding found(String key, Outcome.Violated violated, boolean always, int place) {
                Outcome.Violated named =
                        judged == null ? violated : new Outcome.Violated(violated.group(), List.of(judged));
                Presentation.Shown shown = show(new Presentation.Case(place, outcome, named));
                if (shown.isOpen()) {
                    return finding(Verdict.UNDECIDED, UndecidedReason.BUDGET, key, shown);
                }
                if (shown.evidence() == null) {
                    return finding(Verdict.EXCEPTED, null, key, shown);
                }
                boolean decided = always && (!partial || growth.grows());
                return decided
                        ? finding(Verdict.VIOLATED, null, key, shown)
                        : finding(Verdict.UNDECIDED, doubt(), key, shown);
            }

            private Finding finding(
                    Verdict verdict, @Nullable UndecidedReason reason, String key, Presentation.Shown shown) {
                return new Finding(verdict, reason, false, judged, key, counted(), shown.failure(), shown.evidence());
            }

            private UndecidedReason doubt() {
                return partial && !growth.grows() ? UndecidedReason.PARTIAL : UndecidedReason.CLOCK_SKEW;
            }

            private Finding notViolated() {
                if (partial) {
                    return undecided(UndecidedReason.PARTIAL, "");
                }
                return new Finding(Verdict.SATISFIED, null, outcome.vacuous(), judged, "", counted(), "", null);
            }

            private Finding undecided(UndecidedReason reason, String key) {
                return new Finding(Verdict.UNDECIDED, reason, false, judged, key, counted(), "", null);
            }

            /** The mismatches, once: the first finding of an evaluation has them all. */
            private int counted() {
                int all = mismatches;
                mismatches = 0;
                return all;
            }
        }
    }
}
