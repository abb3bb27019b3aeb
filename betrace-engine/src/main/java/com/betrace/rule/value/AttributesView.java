package com.betrace.rule.value;

import com.betrace.model.Attributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes of one place only: a span, its resource, its scope, an event or a link. */
public final class AttributesView implements Sized {

    private final Attributes attributes;

    AttributesView(Attributes attributes) {
        this.attributes = attributes;
    }

    public @Nullable Object attribute(String key) {
        return attributes.get(key);
    }

    /** As {@link SpanView#attribute(List)}. */
    public @Nullable Object attribute(List<String> path) {
        for (int length = path.size(); length > 0; length--) {
            Object value = attributes.get(String.join(".", path.subList(0, length)));
            if (value != null) {
                return SpanView.walk(value, path.subList(length, path.size()));
            }
        }
        return null;
    }

    public boolean has(String key) {
        return attributes.has(key);
    }

    @Override
    public int size() {
        return attributes.size();
    }

    @Override
    public String toString() {
        return attributes.toString();
    }
}
