package com.betrace.service.otlp.wire;

import com.betrace.model.Attributes;
import com.betrace.model.SpanEvent;
import com.betrace.service.intake.AttributeReader;
import com.betrace.service.intake.InvalidSpanException;
import com.betrace.service.intake.SpanFields;
import com.betrace.service.intake.SpanLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the events of one span after the other, within the limits. Not thread-safe. */
final class WireEvents {

    private static final int TIME = 1 << 3 | 1;
    private static final int NAME = 2 << 3 | 2;
    private static final int ATTRIBUTES = 3 << 3 | 2;

    private final WireInput in;
    private final SpanLimits limits;
    private final AttributeReader attributes;
    private final WireValues values;
    private final Attributes.Builder own = Attributes.builder();
    private final List<SpanEvent> events = new ArrayList<>();

    WireEvents(WireInput in, SpanLimits limits, AttributeReader attributes, WireValues values) {
        this.in = in;
        this.limits = limits;
        this.attributes = attributes;
        this.values = values;
    }

    void clear() {
        events.clear();
    }

    void read() throws IOException {
        own.clear();
        long time = 0;
        String name = "";
        int limit = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case TIME -> time = in.fixed64();
                case NAME -> name = in.shared();
                case ATTRIBUTES -> values.readInto(own);
                default -> in.skip(tag);
            }
        }
        in.leave(limit);
        if (attributes.hasRoom(limits.events(), events.size())) {
            events.add(new SpanEvent(attributes.name(name), time, own.build()));
        }
    }

    List<SpanEvent> build() throws InvalidSpanException {
        if (events.isEmpty()) {
            return List.of();
        }
        for (int i = 0; i < events.size(); i++) {
            SpanFields.unsignedTime(
                    "events[" + i + "].time_unix_nano", events.get(i).timeNanos());
        }
        return List.copyOf(events);
    }
}
