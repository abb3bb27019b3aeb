package com.betrace.rule.jexl;

import com.betrace.model.Explanation;
import com.betrace.model.Span;
import com.betrace.model.TraceTree;
import com.betrace.rule.Evidence;
import com.betrace.rule.jexl.Companions.CompiledExemption;
import com.betrace.rule.value.Budget;
import com.betrace.rule.value.BudgetExceededException;
import com.betrace.rule.value.Operators;
import com.betrace.rule.value.Scene;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns a violation into what people are shown of it: takes out the offenders that are excepted, explains the rest, says it
 * in a sentence, and names what makes it the same problem as another. Each works under a budget of its own, so that nothing
 * here can change a verdict but an exception, and no other violation of the trace a fingerprint.
 */
final class Presentation {

    private final Parts parts;
    private final SideWork exceptions;
    private final SideWork explanations;
    private final SideWork messages;
    private final SideWork fingerprints;
    private String failure = "";

    /** What all presentations of a rule share. */
    record Parts(Companions companions, Messages messages, Explainer explainer, Conditions conditions) {}

    /** Of one trace or arriving span. */
    Presentation(Parts parts, Function<Budget, Scene> scenes) {
        this.parts = parts;
        this.exceptions = new SideWork(parts.conditions()::exceptions, scenes);
        this.explanations = new SideWork(parts.conditions()::explanations, scenes);
        this.messages = new SideWork(parts.conditions()::messages, scenes);
        this.fingerprints = new SideWork(parts.conditions()::fingerprints, scenes);
    }

    /** A judged span, or {@link TraceTree#NONE}, with what was found of it. */
    record Case(int place, Outcome outcome, Outcome.Violated violated) {}

    /**
     * A violation as it is shown.
     *
     * @param isOpen whether the exceptions exceeded their budget, so that nobody knows what is excepted
     * @param evidence null where it is open, and where exceptions cover every offender
     * @param failure what of these failed and how; empty where nothing did
     */
    record Shown(boolean isOpen, @Nullable Evidence evidence, String failure) {}

    Shown show(Case found) {
        failure = "";
        Outcome.Violated left;
        try {
            left = withoutExcepted(found);
        } catch (BudgetExceededException e) {
            return new Shown(true, null, failure);
        }
        Evidence evidence = left == null ? null : evidence(new Case(found.place(), found.outcome(), left));
        return new Shown(false, evidence, failure);
    }

    private Evidence evidence(Case shown) {
        List<String> fingerprint = fingerprint(shown);
        Explanation explanation = explanations.run(scene -> {
            scene.forgetSelections(); // so that lambdas are run again, under the eyes of the next recorder
            return parts.explainer().explain(scene, shown.place(), shown.outcome(), shown.violated());
        });
        return new Evidence(
                messages.run(scene -> named(shown, scene)),
                shown.violated().offenders(),
                messages.run(scene -> message(shown, explanation, scene)),
                fingerprint,
                explanation);
    }

    /** Null where nothing is left. A violation without offenders stands and falls with the span it speaks of. */
    private Outcome.@Nullable Violated withoutExcepted(Case found) {
        if (parts.companions().exceptions().isEmpty()) {
            return found.violated();
        }
        return exceptions.run(scene -> {
            List<Span> offenders = found.violated().offenders();
            if (offenders.isEmpty()) {
                return isExcepted(named(found, scene), found, scene) ? null : found.violated();
            }
            List<Span> left = new ArrayList<>(offenders);
            left.removeIf(span -> isExcepted(span, found, scene));
            return left.isEmpty() ? null : new Outcome.Violated(found.violated().group(), left);
        });
    }

    private boolean isExcepted(Span offender, Case found, Scene scene) {
        LocalDate today = parts.conditions().today();
        List<CompiledExemption> all = parts.companions().exceptions();
        for (int i = 0; i < all.size(); i++) {
            CompiledExemption exception = all.get(i);
            EvaluationContext context = context(exception.when(), offender, found, scene);
            if (!exception.exemption().isExpired(today) && holds(exception, i, context)) {
                return true;
            }
        }
        return false;
    }

    /** One that fails does not apply; one that exceeds the budget is thrown, as the verdict depends on it. */
    private boolean holds(CompiledExemption exception, int index, EvaluationContext context) {
        try {
            return Operators.truth(exception.when().run(context));
        } catch (BudgetExceededException e) {
            failure = "exceptions[" + index + "].when came to no end: " + Causes.of(e, context);
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            failure = "exceptions[" + index + "].when does not apply: " + Causes.of(e, context);
            return false;
        }
    }

    private static EvaluationContext context(Program program, Span span, Case found, Scene scene) {
        EvaluationContext context = program.context(scene, scene.view(span));
        if (found.violated().group() != null) {
            context.judge(found.violated().group());
        }
        return context;
    }

    private static Span named(Case found, Scene scene) {
        TraceTree tree = scene.tree();
        if (found.place() != TraceTree.NONE) {
            return tree.span(found.place());
        }
        List<Span> offenders = found.violated().offenders();
        if (!offenders.isEmpty()) {
            return offenders.get(0);
        }
        return tree.span(tree.root() == TraceTree.NONE ? 0 : tree.root());
    }

    private String message(Case shown, Explanation explanation, Scene scene) {
        MessageTemplate template = parts.companions().message();
        return template == null
                ? parts.messages().sentence(scene, shown.place(), shown.violated(), explanation)
                : parts.messages().cut(template.render(program -> value(program, shown, scene)));
    }

    /** What is computed for it is computed anew, so that it is the same whatever else was found. */
    private List<String> fingerprint(Case shown) {
        List<Program> programs = parts.companions().fingerprint();
        if (programs.isEmpty()) {
            return messages.run(scene -> usualFingerprint(shown, scene));
        }
        try {
            return fingerprints.runAnew(scene -> programs.stream()
                    .map(program -> valueInTime(program, shown, scene))
                    .toList());
        } catch (BudgetExceededException e) {
            failure = "the fingerprint came to no end: " + e.what();
            return programs.stream().map(program -> Messages.ERROR).toList();
        }
    }

    private static List<String> usualFingerprint(Case shown, Scene scene) {
        Span named = named(shown, scene);
        return shown.violated().group() == null
                ? List.of(named.service(), named.name())
                : List.of(
                        named.service(), named.name(), shown.violated().group().canonicalKey());
    }

    private static String valueInTime(Program program, Case shown, Scene scene) {
        try {
            return computed(program, shown, scene);
        } catch (BudgetExceededException e) {
            if (e.isOfTime()) {
                throw e;
            }
            return Messages.ERROR;
        } catch (RuntimeException | StackOverflowError e) {
            return Messages.ERROR;
        }
    }

    private static String value(Program program, Case shown, Scene scene) {
        try {
            return computed(program, shown, scene);
        } catch (RuntimeException | StackOverflowError e) {
            return Messages.ERROR;
        }
    }

    private static String computed(Program program, Case shown, Scene scene) {
        return Messages.shown(program.run(context(program, named(shown, scene), shown, scene)));
    }
}
