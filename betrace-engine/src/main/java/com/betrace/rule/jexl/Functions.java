package com.betrace.rule.jexl;

import com.betrace.rule.value.Durations;
import com.betrace.rule.value.Lambda;
import com.betrace.rule.value.Lists;
import com.betrace.rule.value.Scene;
import com.betrace.rule.value.Sequences;
import com.betrace.rule.value.SpanSet;
import com.betrace.rule.value.Texts;
import org.jspecify.annotations.Nullable;

/** The functions; names and numbers of arguments have been checked. */
final class Functions {

    private Functions() {}

    static @Nullable Object call(Scene scene, String name, @Nullable Object... arguments) {
        Object first = arguments.length > 0 ? arguments[0] : null;
        Object second = arguments.length > 1 ? arguments[1] : null;
        return switch (name) {
            case "spans" -> arguments.length == 0 ? scene.all() : spans(scene, first, second);
            case "has" -> spans(scene, first, second).size() > 0;
            case "count" -> (long) spans(scene, first, second).size();
            case "sequence" -> Sequences.exists(scene, arguments);
            case "every" -> Lists.every(scene, first, (Lambda) second);
            case "some" -> Lists.some(scene, first, (Lambda) second);
            case "duration" -> first instanceof String text ? Durations.parse(text) : null;
            default -> new Texts(scene).call(name, first, second, arguments.length > 2 ? arguments[2] : null);
        };
    }

    private static SpanSet spans(Scene scene, @Nullable Object selector, @Nullable Object predicate) {
        SpanSet selected = scene.select(selector);
        return predicate instanceof Lambda lambda ? selected.where(lambda) : selected;
    }
}
