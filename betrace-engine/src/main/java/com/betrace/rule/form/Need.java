package com.betrace.rule.form;

import com.betrace.model.Span;
import com.betrace.rule.value.Globs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spans of which a trace needs one for a rule to be violated: those of some names, and those with some attribute.
 *
 * @param globs of names
 * @param keys of attributes, wherever a span has them
 */
public record Need(Set<String> names, Set<String> globs, Set<String> keys) {

    /** Longer ones would cost more to match than a rule that waits is worth. */
    private static final int MAX_GLOB = 64;

    public Need {
        names = Set.copyOf(names);
        globs = Set.copyOf(globs);
        keys = Set.copyOf(keys);
    }

    static Need ofName(String name) {
        return new Need(Set.of(name), Set.of(), Set.of());
    }

    /** Null where nothing is to be known. */
    static @Nullable Need ofGlob(String glob) {
        if (Globs.isLiteral(glob)) {
            return ofName(glob);
        }
        return glob.length() > MAX_GLOB ? null : new Need(Set.of(), Set.of(glob), Set.of());
    }

    /** What a dotted name reads: the attribute of that whole name, or one that begins it and holds a map. */
    static Need ofAttribute(List<String> path) {
        Set<String> keys = new HashSet<>();
        for (int length = 1; length <= path.size(); length++) {
            keys.add(String.join(".", path.subList(0, length)));
        }
        return new Need(Set.of(), Set.of(), keys);
    }

    /** A span that either needs. */
    Need or(Need other) {
        return new Need(both(names, other.names), both(globs, other.globs), both(keys, other.keys));
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    public boolean isMetBy(Span span) {
        return names.contains(span.name()) || hasKey(span) || matches(span.name());
    }

    private boolean hasKey(Span span) {
        for (String key : keys) {
            if (span.attributes().get(key) != null
                    || span.resource().attributes().get(key) != null
                    || span.scope().attributes().get(key) != null) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(String name) {
        for (String glob : globs) {
            if (Globs.matches(glob, name)) {
                return true;
            }
        }
        return false;
    }
}
