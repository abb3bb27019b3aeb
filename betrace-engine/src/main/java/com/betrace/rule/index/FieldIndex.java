package com.betrace.rule.index;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules that have keys of one field. */
final class FieldIndex {

    private final int rules;
    private final Map<Object, RuleBits> byValue = new HashMap<>();

    /** By the class of the values, those that values of another class may meet. */
    private final RuleBits texts;

    private final RuleBits numbers;
    private final RuleBits any;

    FieldIndex(int rules) {
        this.rules = rules;
        this.texts = new RuleBits(rules);
        this.numbers = new RuleBits(rules);
        this.any = new RuleBits(rules);
    }

    void add(int rule, @Nullable Object value) {
        if (value == null) {
            any.add(rule);
            return;
        }
        (value instanceof String ? texts : numbers).add(rule);
        byValue.computeIfAbsent(value, key -> new RuleBits(rules)).add(rule);
    }

    /** Adds the rules that a span with this value may meet. */
    void find(Object value, RuleBits found) {
        found.addAll(any);
        if (value instanceof String || value instanceof Long) {
            RuleBits same = byValue.get(value);
            if (same != null) {
                found.addAll(same);
            }
            found.addAll(value instanceof String ? numbers : texts);
        } else {
            found.addAll(texts);
            found.addAll(numbers);
        }
    }
}
