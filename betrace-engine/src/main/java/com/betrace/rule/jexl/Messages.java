package com.betrace.rule.jexl;

import com.betrace.model.Span;
import com.betrace.model.TraceTree;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.form.Form;
import com.betrace.rule.value.Budget;
import com.betrace.rule.value.Scene;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one sentence that a violation says. */
final class Messages {

    private final Program program;
    private final int maxLength;

    Messages(Program program, RuleLimits limits) {
        this.program = program;
        this.maxLength = limits.maxMessageLength();
    }

    String of(Scene scene, int place, Outcome outcome, Outcome.Violated violated, Budget budget) {
        Span subject = subject(scene, place, violated.offenders());
        StringBuilder text = new StringBuilder(subject == null ? "the trace" : name(subject));
        int more = violated.offenders().size() - 1;
        if (place == TraceTree.NONE && more > 0) {
            text.append(" and ").append(more).append(more == 1 ? " other span" : " other spans");
        }
        text.append(more > 0 && place == TraceTree.NONE ? " violate " : " violates ")
                .append(condition());
        return text.length() <= maxLength ? text.toString() : text.substring(0, maxLength - 3) + "...";
    }

    private static @Nullable Span subject(Scene scene, int place, List<Span> offenders) {
        if (place != TraceTree.NONE) {
            return scene.tree().span(place);
        }
        return offenders.isEmpty() ? null : offenders.get(0);
    }

    private static String name(Span span) {
        return span.service().isEmpty() ? span.name() : span.name() + " in " + span.service();
    }

    private String condition() {
        Form form = program.form();
        return form.origin().text();
    }
}
