package com.betrace.rule.jexl;

import com.betrace.rule.form.Form;
import com.betrace.rule.value.Group;
import com.betrace.rule.value.SpanSet;
import com.betrace.rule.value.SpanView;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what an evaluation did about one span or group: values of sub-expressions, and tests of order and structure. What a
 * lambda does with other spans is left out.
 */
final class Recorder {

    private final @Nullable SpanView span;
    private final @Nullable String groupKey;
    private final Map<Form, Value> values = new IdentityHashMap<>();
    private final Map<Form, @Nullable Object[]> steps = new IdentityHashMap<>();
    private final List<Test> tests = new ArrayList<>();
    private final List<Relation> relations = new ArrayList<>();
    private boolean active = true;

    /** The value of a sub-expression. */
    record Value(@Nullable Object value) {}

    /** A test of a span against a selector, such as {@code precededBy}. */
    record Test(
            SpanView span,
            String name,
            @Nullable Object selector,
            @Nullable Object bound,
            String selectorText,
            boolean result) {}

    /** A set operation: its operator's name and the set on its left. */
    record Relation(String test, SpanSet left) {}

    Recorder(@Nullable SpanView span, @Nullable String groupKey) {
        this.span = span;
        this.groupKey = groupKey;
    }

    boolean isActive() {
        return active;
    }

    /** Says what a lambda is about to look at; returns what to restore afterwards. */
    boolean enter(@Nullable Object... arguments) {
        boolean before = active;
        Object subject = arguments.length == 0 ? null : arguments[0];
        if (subject instanceof SpanView view) {
            active = view.equals(span);
        } else if (subject instanceof Group group) {
            active = group.canonicalKey().equals(groupKey);
        }
        return before;
    }

    void restore(boolean before) {
        active = before;
    }

    void record(Form form, @Nullable Object value) {
        if (active) {
            values.put(form, new Value(value));
        }
    }

    /** What a sequence was asked of. */
    void recordSteps(Form sequence, @Nullable Object... selectors) {
        if (active) {
            steps.put(sequence, selectors);
        }
    }

    /** Null where the sequence was not evaluated. */
    @Nullable
    Object @Nullable [] stepsOf(Form sequence) {
        return steps.get(sequence);
    }

    void record(Test test) {
        if (active) {
            tests.add(test);
        }
    }

    /** Null where the form was not evaluated. */
    @Nullable
    Value valueOf(Form form) {
        return values.get(form);
    }

    void record(Relation relation) {
        if (active) {
            relations.add(relation);
        }
    }

    /** The first span that stands to the watched one as a set operation asks. */
    List<SpanView> related() {
        List<SpanView> related = new ArrayList<>();
        for (Relation relation : relations) {
            for (SpanView candidate : relation.left().views()) {
                if (span != null && stands(relation.test(), span, candidate)) {
                    related.add(candidate);
                    break;
                }
            }
        }
        return related;
    }

    private static boolean stands(String test, SpanView span, SpanView candidate) {
        return switch (test) {
            case "under" -> span.isUnder(candidate);
            case "calls" -> span.calls(candidate);
            default -> span.isPrecededBy(candidate, null);
        };
    }

    List<Test> tests() {
        return tests;
    }
}
