package com.betrace.rule.value;

import com.betrace.model.SpanLink;
import org.jspecify.annotations.Nullable;

/** A link of a span as a rule sees it. */
public final class LinkView {

    private final SpanLink link;

    LinkView(SpanLink link) {
        this.link = link;
    }

    /** A property; the compiler has checked the name. */
    public @Nullable Object get(String name) {
        return switch (name) {
            case "traceId" -> link.traceId().toString();
            case "spanId" -> link.spanId().toString();
            case "attributes" -> attributes();
            default -> throw new IllegalArgumentException("a link has no property '" + name + "'");
        };
    }

    public AttributesView attributes() {
        return new AttributesView(link.attributes());
    }

    @Override
    public String toString() {
        return "link to " + link.spanId();
    }
}
