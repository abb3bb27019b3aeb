package com.betrace.rule.jexl;

import com.betrace.model.Span;
import com.betrace.rule.value.Group;
import com.betrace.rule.value.Groups;
import com.betrace.rule.value.InvariantResult;
import com.betrace.rule.value.Operators;
import com.betrace.rule.value.SpanSet;
import com.betrace.rule.value.SpanView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one evaluation came to: the violations it found, by group key; the key is empty where there are no groups. */
record Outcome(@Nullable Object value, boolean vacuous, Map<String, Violated> violations) {

    /** One violation of an outcome. */
    record Violated(@Nullable Group group, List<Span> offenders) {}

    static Outcome of(@Nullable Object value) {
        if (value instanceof Groups groups) {
            Map<String, Violated> violations = new LinkedHashMap<>();
            groups.list()
                    .forEach(group -> violations.put(
                            group.canonicalKey(),
                            new Violated(group, group.spans().spans())));
            return new Outcome(value, false, violations);
        }
        boolean vacuous = value instanceof InvariantResult result && !result.occurred();
        Map<String, Violated> violations =
                Operators.truth(value) ? Map.of("", new Violated(null, offenders(value))) : Map.of();
        return new Outcome(value, vacuous, violations);
    }

    private static List<Span> offenders(@Nullable Object value) {
        if (value instanceof SpanSet set) {
            return set.spans();
        }
        if (value instanceof SpanView view && view.span() != null) {
            return List.of(view.span());
        }
        SpanSet failed = value instanceof InvariantResult result ? result.offenders() : null;
        return failed == null ? List.of() : failed.spans();
    }

    Set<String> keys() {
        return violations.keySet();
    }
}
