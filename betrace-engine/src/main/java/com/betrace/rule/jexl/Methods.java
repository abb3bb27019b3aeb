package com.betrace.rule.jexl;

import com.betrace.rule.value.Aggregates;
import com.betrace.rule.value.AttributesView;
import com.betrace.rule.value.Durations;
import com.betrace.rule.value.Group;
import com.betrace.rule.value.Groups;
import com.betrace.rule.value.Intervals;
import com.betrace.rule.value.Lambda;
import com.betrace.rule.value.Scene;
import com.betrace.rule.value.SpanSet;
import com.betrace.rule.value.SpanView;
import com.betrace.rule.value.Texts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The methods of views and values; names and numbers of arguments have been checked. */
final class Methods {

    private Methods() {}

    static @Nullable Object call(Scene scene, Object target, String name, @Nullable Object... arguments) {
        Object first = arguments.length > 0 ? arguments[0] : null;
        Object second = arguments.length > 1 ? arguments[1] : null;
        if (target instanceof SpanSet set) {
            return first instanceof Lambda lambda && !name.startsWith("not")
                    ? ofSet(set, name, lambda)
                    : ofSet(set, name, first, second);
        }
        if (target instanceof SpanView span) {
            return ofSpan(span, name, first, second);
        }
        if (target instanceof Groups groups) {
            return ofGroups(groups, name, first);
        }
        if (target instanceof Group group) {
            return group.get(name);
        }
        if (target instanceof AttributesView attributes) {
            return first instanceof String key && attributes.has(key);
        }
        return new Texts(scene).call(name, target, first, second);
    }

    private static @Nullable Object ofSpan(
            SpanView span, String name, @Nullable Object first, @Nullable Object second) {
        return switch (name) {
            case "has" -> first instanceof String key && span.has(key);
            case "under" -> span.isUnder(first);
            case "calls" -> span.calls(first);
            case "precededBy" -> span.isPrecededBy(first, within(span.scene(), second));
            case "followedBy" -> span.isFollowedBy(first, within(span.scene(), second));
            case "anyAttribute" -> first instanceof Lambda lambda && span.hasAnyAttribute(lambda);
            default -> throw unknown("a span", name);
        };
    }

    /** Null where none is given; one from data that is no duration bounds to nothing but touching spans. */
    private static @Nullable Duration within(Scene scene, @Nullable Object value) {
        if (value == null || value instanceof Duration) {
            return (Duration) value;
        }
        Duration parsed = value instanceof String text ? Durations.parse(text) : null;
        if (parsed == null) {
            scene.mismatch();
            return Duration.ZERO;
        }
        return parsed;
    }

    private static @Nullable Object ofSet(SpanSet set, String name, Lambda lambda) {
        return switch (name) {
            case "where" -> set.where(lambda);
            case "any" -> set.any(lambda);
            case "all" -> set.all(lambda);
            case "none" -> !set.any(lambda);
            case "sum" -> Aggregates.sum(set, lambda);
            case "min" -> Aggregates.min(set, lambda);
            case "max" -> Aggregates.max(set, lambda);
            case "avg" -> Aggregates.average(set, lambda);
            case "distinct" -> Aggregates.distinct(set, lambda);
            case "groupBy" -> set.groupBy(lambda);
            default -> throw unknown("a span set", name);
        };
    }

    private static @Nullable Object ofSet(SpanSet set, String name, @Nullable Object first, @Nullable Object second) {
        return switch (name) {
            case "any" -> set.size() > 0;
            case "count" -> (long) set.size();
            case "first" -> set.first();
            case "last" -> set.last();
            case "children" -> set.children();
            case "descendants" -> set.descendants();
            case "ancestors" -> set.ancestors();
            case "notPrecededBy" -> set.notPrecededBy(first, within(set.scene(), second));
            case "notFollowedBy" -> set.notFollowedBy(first, within(set.scene(), second));
            case "maxConcurrent" -> Intervals.maxConcurrent(set);
            case "spread" -> Intervals.spread(set);
            case "busy" -> Intervals.busy(set);
            default -> throw unknown("a span set", name);
        };
    }

    private static @Nullable Object ofGroups(Groups groups, String name, @Nullable Object argument) {
        if (!(argument instanceof Lambda lambda)) {
            return name.equals("count") ? (Object) (long) groups.size() : (Object) (groups.size() > 0);
        }
        return switch (name) {
            case "where" -> groups.where(lambda);
            case "any" -> groups.any(lambda);
            case "all" -> groups.all(lambda);
            case "none" -> !groups.any(lambda);
            default -> throw unknown("groups", name);
        };
    }

    private static IllegalArgumentException unknown(String what, String name) {
        return new IllegalArgumentException(what + " has no method '" + name + "'");
    }
}
