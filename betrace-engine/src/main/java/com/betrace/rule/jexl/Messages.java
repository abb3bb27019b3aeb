package com.betrace.rule.jexl;

import com.betrace.model.Excerpt;
import com.betrace.model.Explanation;
import com.betrace.model.Explanation.RoleName;
import com.betrace.model.Span;
import com.betrace.model.TraceTree;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.value.Scene;
import com.betrace.rule.value.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a violation says: the parts of its rule's own message, else one sentence made from its explanation. */
final class Messages {

    static final String ERROR = "(error)";

    private static final String NONE = "(none)";
    private static final int MAX_VALUES = 4;

    private final String condition;
    private final int maxBytes;

    Messages(Program program, RuleLimits limits) {
        this.condition = program.form().origin().text();
        this.maxBytes = limits.maxMessageBytes();
    }

    /** A value as a message shows it: on one line, and never empty where there is none. */
    static String shown(@Nullable Object value) {
        return value == null ? NONE : escaped(Text.of(value));
    }

    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (c == '\n') {
                shown.append("\\n");
            } else if (c == '\t') {
                shown.append("\\t");
            } else if (Character.isISOControl(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.toString();
    }

    /** At most what a message may have. */
    String cut(String text) {
        return Excerpt.ofBytes(text, maxBytes);
    }

    String sentence(Scene scene, int place, Outcome.Violated violated, Explanation explanation) {
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
        return cut(text.toString().replaceAll("\\p{Cntrl}", " "));
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
