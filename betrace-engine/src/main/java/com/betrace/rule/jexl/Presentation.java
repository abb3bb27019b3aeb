package com.betrace.rule.jexl;

import com.betrace.model.Explanation;
import com.betrace.model.Span;
import com.betrace.model.TraceTree;
import com.betrace.rule.Evidence;
import com.betrace.rule.jexl.Companions.CompiledExemption;
import com.betrace.rule.value.Operators;
import com.betrace.rule.value.Scene;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a violation into what people are shown of it: takes out the offenders that are excepted, explains the rest, says it
 * in a sentence, and names what makes it the same problem as another. Works under a budget of its own, so that nothing here
 * can change a verdict but an exception.
 */
final class Presentation {

    private final Parts parts;
    private final Supplier<Scene> scenes;
    private @Nullable Scene aside;
    private @Nullable Scene explaining;
    private String failure = "";

    /** What all presentations of a rule share. */
    record Parts(Companions companions, Messages messages, Explainer explainer, Supplier<LocalDate> today) {}

    /** Of one trace or arriving span; each scene that is supplied has its own budget. */
    Presentation(Parts parts, Supplier<Scene> scenes) {
        this.parts = parts;
        this.scenes = scenes;
    }

    /** A judged span, or {@link TraceTree#NONE}, with what was found of it. */
    record Case(int place, Outcome outcome, Outcome.Violated violated) {}

    /**
     * A violation as it is shown.
     *
     * @param evidence null where exceptions cover every offender
     * @param failure which exception failed and how; empty where none did
     */
    record Shown(@Nullable Evidence evidence, String failure) {}

    Shown show(Case found) {
        failure = "";
        Outcome.Violated left = withoutExcepted(found);
        if (left == null) {
            return new Shown(null, failure);
        }
        Case shown = new Case(found.place(), found.outcome(), left);
        Explanation explanation = parts.explainer().explain(explaining(), found.place(), found.outcome(), left);
        return new Shown(
                new Evidence(
                        named(shown), left.offenders(), message(shown, explanation), fingerprint(shown), explanation),
                failure);
    }

    /** One scene serves all explanations, as a new one for each violation would cost the size of the trace. */
    private Scene explaining() {
        Scene known = explaining;
        if (known == null) {
            known = scenes.get();
            explaining = known;
        }
        known.forgetSelections(); // so that lambdas are run again, under the eyes of the next recorder
        return known;
    }

    private Scene aside() {
        Scene known = aside;
        if (known == null) {
            known = scenes.get();
            aside = known;
        }
        return known;
    }

    /** Null where nothing is left. A violation without offenders stands and falls with the span it speaks of. */
    private Outcome.@Nullable Violated withoutExcepted(Case found) {
        if (parts.companions().exceptions().isEmpty()) {
            return found.violated();
        }
        List<Span> offenders = found.violated().offenders();
        if (offenders.isEmpty()) {
            return isExcepted(named(found), found) ? null : found.violated();
        }
        List<Span> left = new ArrayList<>(offenders);
        left.removeIf(span -> isExcepted(span, found));
        return left.isEmpty() ? null : new Outcome.Violated(found.violated().group(), left);
    }

    private boolean isExcepted(Span offender, Case found) {
        LocalDate today = parts.today().get();
        List<CompiledExemption> exceptions = parts.companions().exceptions();
        for (int i = 0; i < exceptions.size(); i++) {
            CompiledExemption exception = exceptions.get(i);
            if (!exception.exemption().isExpired(today) && holds(exception, i, offender, found)) {
                return true;
            }
        }
        return false;
    }

    /** One that fails does not apply. */
    private boolean holds(CompiledExemption exception, int index, Span offender, Case found) {
        EvaluationContext context = context(exception.when(), offender, found);
        try {
            return Operators.truth(exception.when().run(context));
        } catch (RuntimeException | StackOverflowError e) {
            failure = "exceptions[" + index + "].when does not apply: " + Causes.of(e, context);
            return false;
        }
    }

    private EvaluationContext context(Program program, Span span, Case found) {
        EvaluationContext context = program.context(aside(), aside().view(span));
        if (found.violated().group() != null) {
            context.judge(found.violated().group());
        }
        return context;
    }

    private Span named(Case found) {
        TraceTree tree = aside().tree();
        if (found.place() != TraceTree.NONE) {
            return tree.span(found.place());
        }
        List<Span> offenders = found.violated().offenders();
        if (!offenders.isEmpty()) {
            return offenders.get(0);
        }
        return tree.span(tree.root() == TraceTree.NONE ? 0 : tree.root());
    }

    private String message(Case shown, Explanation explanation) {
        MessageTemplate template = parts.companions().message();
        return template == null
                ? parts.messages().sentence(aside(), shown.place(), shown.violated(), explanation)
                : parts.messages().cut(template.render(program -> value(program, shown)));
    }

    private List<String> fingerprint(Case shown) {
        List<Program> programs = parts.companions().fingerprint();
        if (!programs.isEmpty()) {
            return programs.stream().map(program -> value(program, shown)).toList();
        }
        Span named = named(shown);
        return shown.violated().group() == null
                ? List.of(named.service(), named.name())
                : List.of(
                        named.service(), named.name(), shown.violated().group().canonicalKey());
    }

    private String value(Program program, Case shown) {
        try {
            return Messages.shown(program.run(context(program, named(shown), shown)));
        } catch (RuntimeException | StackOverflowError e) {
            return Messages.ERROR;
        }
    }

    /** Today in UTC. */
    static Supplier<LocalDate> today(java.time.InstantSource wall) {
        return () -> LocalDate.ofInstant(wall.instant(), ZoneOffset.UTC);
    }
}
