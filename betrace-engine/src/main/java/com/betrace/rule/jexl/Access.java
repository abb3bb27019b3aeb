package com.betrace.rule.jexl;

import com.betrace.rule.form.Type;
import com.betrace.rule.form.Vocabulary;
import com.betrace.rule.value.AttributesView;
import com.betrace.rule.value.EventView;
import com.betrace.rule.value.Group;
import com.betrace.rule.value.LinkView;
import com.betrace.rule.value.Scene;
import com.betrace.rule.value.SpanView;
import com.betrace.rule.value.Text;
import com.betrace.rule.value.TraceView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Properties and elements of values, by the rules that {@link Members} checked. A member of nothing is nothing. */
final class Access {

    private Access() {}

    /** Dotted names up to a call or bracket. */
    static @Nullable Object run(Scene scene, @Nullable Object start, List<String> names) {
        Object at = start;
        for (int i = 0; i < names.size() && at != null; i++) {
            String name = names.get(i);
            List<String> rest = names.subList(i, names.size());
            if (at instanceof SpanView span) {
                if (Vocabulary.property(Type.SPAN, name) == null) {
                    return span.attribute(rest);
                }
                at = span.get(name);
            } else if (at instanceof AttributesView attributes) {
                return attributes.attribute(rest);
            } else if (at instanceof Map<?, ?> map) {
                at = map.get(name);
            } else {
                at = property(scene, at, name);
            }
        }
        return at;
    }

    private static @Nullable Object property(Scene scene, Object target, String name) {
        if (target instanceof TraceView trace) {
            return trace.get(name);
        }
        if (target instanceof Group group) {
            return group.get(name);
        }
        if (target instanceof EventView event) {
            return event.get(name);
        }
        if (target instanceof LinkView link) {
            return link.get(name);
        }
        return Methods.call(scene, target, name);
    }

    /** {@code target[key]}. */
    static @Nullable Object element(Scene scene, @Nullable Object target, @Nullable Object key) {
        if (target == null || key == null) {
            return null;
        }
        if (key instanceof String name) {
            if (target instanceof SpanView span) {
                return span.attribute(name);
            }
            if (target instanceof AttributesView attributes) {
                return attributes.attribute(name);
            }
            if (target instanceof EventView event) {
                return event.attributes().attribute(name);
            }
            if (target instanceof LinkView link) {
                return link.attributes().attribute(name);
            }
        }
        if (target instanceof Map<?, ?> map) {
            return map.get(key instanceof String ? key : Text.of(key));
        }
        if (target instanceof List<?> list && key instanceof Long index) {
            return index >= 0 && index < list.size() ? list.get(index.intValue()) : null;
        }
        scene.mismatch();
        return null;
    }
}
