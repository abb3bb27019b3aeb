package com.betrace.service.otlp.wire;

import com.betrace.model.Attributes;
import com.betrace.model.SpanLink;
import com.betrace.service.intake.AttributeReader;
import com.betrace.service.intake.InvalidSpanException;
import com.betrace.service.intake.SpanLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the links of one span after the other, within the limits. Not thread-safe. */
final class WireLinks {

    private static final int TRACE_ID = 1 << 3 | 2;
    private static final int SPAN_ID = 2 << 3 | 2;
    private static final int TRACE_STATE = 3 << 3 | 2;
    private static final int ATTRIBUTES = 4 << 3 | 2;

    private final WireInput in;
    private final SpanLimits limits;
    private final AttributeReader attributes;
    private final WireValues values;
    private final Attributes.Builder own = Attributes.builder();
    private final WireId traceId;
    private final WireId spanId;
    private final List<SpanLink> links = new ArrayList<>();
    private int count;

    WireLinks(WireInput in, SpanLimits limits, AttributeReader attributes, WireValues values) {
        this.in = in;
        this.limits = limits;
        this.attributes = attributes;
        this.values = values;
        this.traceId = new WireId(in.bytes());
        this.spanId = new WireId(in.bytes());
    }

    void clear() {
        links.clear();
        count = 0;
    }

    void read() throws IOException {
        own.clear();
        traceId.clear();
        spanId.clear();
        boolean cutBefore = attributes.isCut();
        int limit = in.enter();
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            switch (tag) {
                case TRACE_ID -> traceId.read(in);
                case SPAN_ID -> spanId.read(in);
                case TRACE_STATE -> in.passText();
                case ATTRIBUTES -> values.readInto(own);
                default -> in.skip(tag);
            }
        }
        in.leave(limit);
        if (!attributes.hasRoom(limits.links(), count++)) {
            return;
        }
        if (traceId.isZero() && spanId.isZero()) {
            attributes.resetCut(
                    cutBefore); // SDKs send links to spans that were not recorded as zeros: they link to nothing.
        } else {
            add(cutBefore);
        }
    }

    /** A link that leads nowhere is cut; it does not make the span unusable. */
    private void add(boolean cutBefore) {
        try {
            links.add(new SpanLink(traceId.traceId("trace_id"), spanId.spanId("span_id"), own.build()));
        } catch (InvalidSpanException e) {
            attributes.resetCut(cutBefore);
            attributes.noteCut();
        }
    }

    List<SpanLink> build() {
        return links.isEmpty() ? List.of() : List.copyOf(links);
    }
}
