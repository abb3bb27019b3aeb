package com.betrace.rule.jexl;

import com.betrace.model.Explanation;
import com.betrace.model.Explanation.Role;
import com.betrace.model.Explanation.RoleName;
import com.betrace.model.Span;
import com.betrace.model.TraceTree;
import com.betrace.rule.value.Durations;
import com.betrace.rule.value.Groups;
import com.betrace.rule.value.InvariantResult;
import com.betrace.rule.value.Misses;
import com.betrace.rule.value.Misses.Miss;
import com.betrace.rule.value.Scene;
import com.betrace.rule.value.SpanSet;
import com.betrace.rule.value.SpanView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says why: evaluates a violated rule once more, watching its first offender, and picks the sub-expressions that decided.
 * All explanations of a trace together may take what its evaluation may; a rule that needs more is left without one.
 */
final class Explainer {

    private static final int MAX_ROLES = 10;

    private final Program program;

    Explainer(Program program) {
        this.program = program;
    }

    Explanation explain(Scene scene, int place, Outcome outcome, Outcome.Violated violated) {
        try {
            return watch(scene, place, outcome, violated);
        } catch (RuntimeException | StackOverflowError e) {
            return Explanation.NONE;
        }
    }

    private Explanation watch(Scene scene, int place, Outcome outcome, Outcome.Violated violated) {
        SpanView judged = place == TraceTree.NONE ? null : scene.view(place);
        List<Span> subjects =
                judged == null ? violated.offenders() : List.of(scene.tree().span(place));
        SpanView focus = subjects.isEmpty() ? null : scene.view(subjects.get(0));
        Recorder recorder = new Recorder(
                focus, violated.group() == null ? null : violated.group().canonicalKey());
        EvaluationContext context = program.context(scene, judged);
        context.record(recorder);
        program.run(context);

        Deciders deciders = new Deciders(recorder);
        deciders.ofRule(program.form(), outcome.value() instanceof InvariantResult result ? result : null);
        List<Role> roles = new ArrayList<>();
        subjects.stream().limit(MAX_ROLES).forEach(span -> roles.add(role(RoleName.SUBJECT, span)));
        String closestTest = addTests(recorder, focus, roles);
        recorder.related().forEach(view -> addWitness(view, roles));
        addWitnesses(outcome.value(), judged, roles);
        deciders.missing().forEach(text -> addOnce(roles, new Role(RoleName.MISSING, null, text)));
        String closest = closestTest.isEmpty() ? addSequence(deciders.missOfSequence(scene), roles) : closestTest;
        return new Explanation(roles, deciders.values(), closest);
    }

    private static String addSequence(@Nullable Miss miss, List<Role> roles) {
        if (miss != null && miss.candidate() != null) {
            addOnce(roles, role(RoleName.WITNESS, miss.candidate()));
        }
        return miss == null ? "" : miss.sentence();
    }

    private static Role role(RoleName name, Span span) {
        return new Role(
                name,
                span.spanId(),
                Messages.shown(span.service().isEmpty() ? span.name() : span.name() + " in " + span.service()));
    }

    private static void addOnce(List<Role> roles, Role role) {
        boolean known = roles.stream()
                .anyMatch(other -> role.spanId() == null
                        ? other.text().equals(role.text())
                        : role.spanId().equals(other.spanId()));
        if (!known && roles.size() < 2 * MAX_ROLES) {
            roles.add(role);
        }
    }

    /** Adds what tests of the watched span found missing, with what came nearest, which is returned. */
    private static String addTests(Recorder recorder, @Nullable SpanView focus, List<Role> roles) {
        String closest = "";
        for (Recorder.Test test : recorder.tests()) {
            if (!test.span().equals(focus) || test.result()) {
                continue;
            }
            String missing = missing(test);
            if (missing == null) {
                continue;
            }
            addOnce(roles, new Role(RoleName.MISSING, null, missing));
            Duration within = within(test.bound());
            Miss miss = test.name().equals("precededBy")
                    ? Misses.before(test.span(), test.selector(), within)
                    : test.name().equals("followedBy") ? Misses.after(test.span(), test.selector(), within) : null;
            if (miss != null && miss.candidate() != null) {
                addOnce(roles, role(RoleName.WITNESS, miss.candidate()));
                closest = closest.isEmpty() ? miss.sentence() : closest;
            }
        }
        return closest;
    }

    private static @Nullable String missing(Recorder.Test test) {
        Duration within = within(test.bound());
        String window = within == null ? "" : " within " + Durations.format(within);
        return switch (test.name()) {
            case "precededBy" -> "no " + test.selectorText() + " came before it" + window;
            case "followedBy" -> "no " + test.selectorText() + " came after it" + window;
            case "under" -> "it is not under a " + test.selectorText();
            case "calls" -> "it calls no " + test.selectorText();
            default -> null;
        };
    }

    private static @Nullable Duration within(@Nullable Object bound) {
        return bound instanceof Duration duration
                ? duration
                : bound instanceof String text ? Durations.parse(text) : null;
    }

    /** Spans that a rule judged per span has yielded. */
    private static void addWitnesses(@Nullable Object value, @Nullable SpanView judged, List<Role> roles) {
        if (judged == null || value instanceof Groups) {
            return;
        }
        if (value instanceof SpanSet set) {
            set.spans().stream().limit(MAX_ROLES).forEach(span -> addOnce(roles, role(RoleName.WITNESS, span)));
        } else if (value instanceof SpanView view) {
            addWitness(view, roles);
        }
    }

    private static void addWitness(SpanView view, List<Role> roles) {
        if (view.span() != null) {
            addOnce(roles, role(RoleName.WITNESS, view.span()));
        }
    }
}
