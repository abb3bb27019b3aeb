package com.betrace.rule.form;

import static com.betrace.rule.form.Signature.of;
import static java.util.Map.entry;

import com.betrace.rule.form.Signature.Argument;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every name the language has, with its type. */
public final class Vocabulary {

    /** Names of variables; no lambda parameter may be called like one. */
    public static final Set<String> VARIABLES = Set.of("span", "trace", "list", "lookup", "param");

    /** What of a span is not its own data but that of its trace. */
    public static final Set<String> RELATIVES =
            Set.of("parent", "children", "descendants", "ancestors", "siblings", "root", "orphan", "depth");

    private static final Map<String, Type> SPAN = Map.ofEntries(
            entry("id", Type.STRING),
            entry("traceId", Type.STRING),
            entry("parentId", Type.STRING),
            entry("name", Type.STRING),
            entry("service", Type.STRING),
            entry("kind", Type.STRING),
            entry("status", Type.STRING),
            entry("statusMessage", Type.STRING),
            entry("start", Type.INSTANT),
            entry("end", Type.INSTANT),
            entry("duration", Type.DURATION),
            entry("durationMs", Type.NUMBER),
            entry("parent", Type.SPAN),
            entry("children", Type.SPANSET),
            entry("descendants", Type.SPANSET),
            entry("ancestors", Type.SPANSET),
            entry("siblings", Type.SPANSET),
            entry("root", Type.BOOL),
            entry("failed", Type.BOOL),
            entry("orphan", Type.BOOL),
            entry("missing", Type.BOOL),
            entry("depth", Type.NUMBER),
            entry("events", Type.EVENTS),
            entry("links", Type.LINKS),
            entry("attributes", Type.ATTRIBUTES),
            entry("resource", Type.ATTRIBUTES),
            entry("scope", Type.ATTRIBUTES));

    private static final Map<String, Type> TRACE = Map.ofEntries(
            entry("id", Type.STRING),
            entry("root", Type.SPAN),
            entry("roots", Type.SPANSET),
            entry("spans", Type.SPANSET),
            entry("duration", Type.DURATION),
            entry("services", Type.LIST),
            entry("errors", Type.SPANSET),
            entry("orphans", Type.SPANSET),
            entry("depth", Type.NUMBER),
            entry("complete", Type.BOOL),
            entry("closedBy", Type.STRING));

    private static final Map<Type, Map<String, Type>> PROPERTIES = Map.of(
            Type.SPAN,
            SPAN,
            Type.TRACE,
            TRACE,
            Type.GROUP,
            Map.of("key", Type.ANY, "spans", Type.SPANSET, "count", Type.NUMBER),
            Type.EVENT,
            Map.of("name", Type.STRING, "time", Type.INSTANT, "attributes", Type.ATTRIBUTES),
            Type.LINK,
            Map.of("traceId", Type.STRING, "spanId", Type.STRING, "attributes", Type.ATTRIBUTES));

    private static final Map<String, Signature> FUNCTIONS = Map.ofEntries(
            entry("spans", of(Type.SPANSET, 0, Argument.SELECTOR, Argument.SPAN_LAMBDA)),
            entry("has", of(Type.BOOL, 1, Argument.SELECTOR, Argument.SPAN_LAMBDA)),
            entry("count", of(Type.NUMBER, 1, Argument.SELECTOR, Argument.SPAN_LAMBDA)),
            entry("sequence", Signature.repeating(Type.BOOL, 2, Argument.SELECTOR)),
            entry("every", of(Type.BOOL, 2, Argument.LIST, Argument.ITEM_LAMBDA)),
            entry("some", of(Type.BOOL, 2, Argument.LIST, Argument.ITEM_LAMBDA)),
            entry("when", of(Type.INVARIANT, 1, Argument.VALUE)),
            entry("never", of(Type.INVARIANT, 1, Argument.VALUE)),
            entry("matches", of(Type.BOOL, 2, Argument.VALUE, Argument.PATTERN)),
            entry("duration", of(Type.DURATION, 1, Argument.DURATION_TEXT)),
            entry("lower", of(Type.STRING, 1, Argument.VALUE)),
            entry("upper", of(Type.STRING, 1, Argument.VALUE)),
            entry("trim", of(Type.STRING, 1, Argument.VALUE)),
            entry("length", of(Type.NUMBER, 1, Argument.VALUE)),
            entry("contains", of(Type.BOOL, 2, Argument.VALUE, Argument.VALUE)),
            entry("substring", of(Type.STRING, 2, Argument.VALUE, Argument.VALUE, Argument.VALUE)),
            entry("split", of(Type.LIST, 2, Argument.VALUE, Argument.VALUE)));

    private static final Map<String, Signature> SPAN_METHODS = Map.of(
            "has", of(Type.BOOL, 1, Argument.KEY),
            "under", of(Type.BOOL, 1, Argument.SELECTOR),
            "calls", of(Type.BOOL, 1, Argument.SELECTOR),
            "precededBy", of(Type.BOOL, 1, Argument.SELECTOR, Argument.DURATION),
            "followedBy", of(Type.BOOL, 1, Argument.SELECTOR, Argument.DURATION),
            "anyAttribute", of(Type.BOOL, 1, Argument.PAIR_LAMBDA));

    private static final Map<String, Signature> SET_METHODS = Map.ofEntries(
            entry("where", of(Type.SPANSET, 1, Argument.SPAN_LAMBDA)),
            entry("any", of(Type.BOOL, 0, Argument.SPAN_LAMBDA)),
            entry("all", of(Type.BOOL, 1, Argument.SPAN_LAMBDA)),
            entry("none", of(Type.BOOL, 1, Argument.SPAN_LAMBDA)),
            entry("count", of(Type.NUMBER, 0)),
            entry("first", of(Type.SPAN, 0)),
            entry("last", of(Type.SPAN, 0)),
            entry("sum", of(Type.ANY, 1, Argument.SPAN_LAMBDA)),
            entry("min", of(Type.ANY, 1, Argument.SPAN_LAMBDA)),
            entry("max", of(Type.ANY, 1, Argument.SPAN_LAMBDA)),
            entry("avg", of(Type.ANY, 1, Argument.SPAN_LAMBDA)),
            entry("distinct", of(Type.LIST, 1, Argument.SPAN_LAMBDA)),
            entry("groupBy", of(Type.GROUPS, 1, Argument.SPAN_LAMBDA)),
            entry("children", of(Type.SPANSET, 0)),
            entry("descendants", of(Type.SPANSET, 0)),
            entry("ancestors", of(Type.SPANSET, 0)),
            entry("notPrecededBy", of(Type.SPANSET, 1, Argument.SELECTOR, Argument.DURATION)),
            entry("notFollowedBy", of(Type.SPANSET, 1, Argument.SELECTOR, Argument.DURATION)),
            entry("maxConcurrent", of(Type.NUMBER, 0)),
            entry("spread", of(Type.DURATION, 0)),
            entry("busy", of(Type.DURATION, 0)));

    private static final Map<String, Signature> GROUPS_METHODS = Map.of(
            "where", of(Type.GROUPS, 1, Argument.GROUP_LAMBDA),
            "any", of(Type.BOOL, 0, Argument.GROUP_LAMBDA),
            "all", of(Type.BOOL, 1, Argument.GROUP_LAMBDA),
            "none", of(Type.BOOL, 1, Argument.GROUP_LAMBDA),
            "count", of(Type.NUMBER, 0));

    private static final Map<String, Signature> STRING_METHODS = Map.of(
            "contains", of(Type.BOOL, 1, Argument.VALUE),
            "startsWith", of(Type.BOOL, 1, Argument.VALUE),
            "endsWith", of(Type.BOOL, 1, Argument.VALUE),
            "length", of(Type.NUMBER, 0),
            "isEmpty", of(Type.BOOL, 0),
            "toLowerCase", of(Type.STRING, 0),
            "toUpperCase", of(Type.STRING, 0),
            "trim", of(Type.STRING, 0),
            "size", of(Type.NUMBER, 0));

    private static final Map<String, Signature> LIST_METHODS = Map.of(
            "contains", of(Type.BOOL, 1, Argument.VALUE),
            "isEmpty", of(Type.BOOL, 0),
            "size", of(Type.NUMBER, 0),
            "get", of(Type.ANY, 1, Argument.VALUE));

    private static final Map<String, Signature> MAP_METHODS =
            Map.of("isEmpty", of(Type.BOOL, 0), "size", of(Type.NUMBER, 0), "get", of(Type.ANY, 1, Argument.VALUE));

    private static final Map<String, Signature> VALUE_METHODS = Map.ofEntries(
            entry("contains", of(Type.BOOL, 1, Argument.VALUE)),
            entry("startsWith", of(Type.BOOL, 1, Argument.VALUE)),
            entry("endsWith", of(Type.BOOL, 1, Argument.VALUE)),
            entry("length", of(Type.NUMBER, 0)),
            entry("isEmpty", of(Type.BOOL, 0)),
            entry("toLowerCase", of(Type.STRING, 0)),
            entry("toUpperCase", of(Type.STRING, 0)),
            entry("trim", of(Type.STRING, 0)),
            entry("size", of(Type.NUMBER, 0)),
            entry("get", of(Type.ANY, 1, Argument.VALUE)));

    private static final Map<Type, Map<String, Signature>> METHODS = Map.ofEntries(
            entry(Type.SPAN, SPAN_METHODS),
            entry(Type.SPANSET, SET_METHODS),
            entry(Type.GROUPS, GROUPS_METHODS),
            entry(Type.GROUP, Map.of("count", of(Type.NUMBER, 0))),
            entry(Type.ATTRIBUTES, Map.of("has", of(Type.BOOL, 1, Argument.KEY))),
            entry(Type.STRING, STRING_METHODS),
            entry(Type.LIST, LIST_METHODS),
            entry(Type.EVENTS, LIST_METHODS),
            entry(Type.LINKS, LIST_METHODS),
            entry(Type.MAP, MAP_METHODS),
            entry(Type.ANY, VALUE_METHODS),
            entry(Type.NULL, VALUE_METHODS),
            entry(
                    Type.INVARIANT,
                    Map.of(
                            "always", of(Type.INVARIANT, 1, Argument.VALUE),
                            "never", of(Type.INVARIANT, 1, Argument.VALUE))));

    /** The values of properties that have few. */
    private static final Map<String, Set<String>> CHOICES = Map.of(
            "status", Set.of("UNSET", "OK", "ERROR"),
            "kind", Set.of("INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER", "UNSPECIFIED"),
            "closedBy",
                    Set.of("ROOT", "IDLE", "MAX_AGE", "SPAN_LIMIT", "BYTE_LIMIT", "MEMORY", "SHUTDOWN", "RECOVERED"));

    private Vocabulary() {}

    public static @Nullable Type property(Type owner, String name) {
        return PROPERTIES.getOrDefault(owner, Map.of()).get(name);
    }

    public static @Nullable Signature method(Type owner, String name) {
        return METHODS.getOrDefault(owner, Map.of()).get(name);
    }

    public static @Nullable Signature function(String name) {
        return FUNCTIONS.get(name);
    }

    public static Set<String> properties(Type owner) {
        return new TreeSet<>(PROPERTIES.getOrDefault(owner, Map.of()).keySet());
    }

    public static Set<String> methods(Type owner) {
        return new TreeSet<>(METHODS.getOrDefault(owner, Map.of()).keySet());
    }

    public static Set<String> functions() {
        return new TreeSet<>(FUNCTIONS.keySet());
    }

    /** Whether it is a value of a property that has few. */
    public static boolean isChoice(String value) {
        return CHOICES.values().stream().anyMatch(values -> values.contains(value));
    }

    /** The values a property can have, where they are few; else empty. */
    public static Set<String> choices(String property) {
        return new TreeSet<>(CHOICES.getOrDefault(property, Set.of()));
    }
}
