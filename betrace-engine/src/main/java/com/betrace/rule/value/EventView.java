package com.betrace.rule.value;

import com.betrace.model.SpanEvent;
import org.jspecify.annotations.Nullable;

/** An event of a span as a rule sees it. */
public final class EventView {

    private final SpanEvent event;

    EventView(SpanEvent event) {
        this.event = event;
    }

    /** A property; the compiler has checked the name. */
    public @Nullable Object get(String name) {
        return switch (name) {
            case "name" -> event.name();
            case "time" -> SpanView.instant(event.timeNanos());
            case "attributes" -> attributes();
            default -> throw new IllegalArgumentException("an event has no property '" + name + "'");
        };
    }

    public AttributesView attributes() {
        return new AttributesView(event.attributes());
    }

    @Override
    public String toString() {
        return "event " + event.name();
    }
}
