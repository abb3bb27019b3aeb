package com.betrace.rule.jexl;

import com.betrace.model.Span;
import com.betrace.model.TraceTree;
import com.betrace.rule.Explanation;
import com.betrace.rule.Explanation.RoleName;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.value.Scene;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one sentence that a violation says, made from its explanation. */
final class Messages {

    private static final int MAX_VALUES = 4;

    private final String condition;
    private final int maxLength;

    Messages(Program program, RuleLimits limits) {
        this.condition = program.form().origin().text();
        this.maxLength = limits.maxMessageLength();
    }

    String of(Scene scene, int place, Outcome.Violated violated, Explanation explanation) {
        StringBuilder text = new StringBuilder(subject(scene, place, violated));
        List<String> reasons = reasons(explanation);
        if (violated.group() != null) {
            text.append(" with group key ").append(violated.group().canonicalKey());
        }
        if (reasons.isEmpty()) {
            text.append(": ").append(condition);
        } else {
            text.append(": ").append(String.join("; ", reasons));
        }
        String clean = text.toString().replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= maxLength ? clean : clean.substring(0, maxLength - 3) + "...";
    }

    private static String subject(Scene scene, int place, Outcome.Violated violated) {
        Span subject = place != TraceTree.NONE ? scene.tree().span(place) : first(violated.offenders());
        if (subject == null) {
            return "the trace";
        }
        int others = place != TraceTree.NONE ? 0 : violated.offenders().size() - 1;
        String name = subject.service().isEmpty() ? subject.name() : subject.name() + " in " + subject.service();
        return others == 0 ? name : name + " and " + others + (others == 1 ? " other span" : " other spans");
    }

    private static @Nullable Span first(List<Span> spans) {
        return spans.isEmpty() ? null : spans.get(0);
    }

    private static List<String> reasons(Explanation explanation) {
        List<String> reasons = new ArrayList<>();
        explanation.roles().stream()
                .filter(role -> role.name() == RoleName.MISSING)
                .forEach(role -> reasons.add(role.text()));
        if (!explanation.closest().isEmpty()) {
            reasons.add(explanation.closest());
        }
        explanation.values().stream()
                .limit(MAX_VALUES)
                .forEach(value -> reasons.add(value.expression() + " is " + value.value()));
        return reasons;
    }
}
