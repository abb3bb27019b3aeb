package com.betrace.service.otlp.wire;

import com.betrace.model.SpanId;
import com.betrace.model.TraceId;
import com.betrace.service.intake.InvalidSpanException;
import com.betrace.service.intake.SpanFields;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Where the bytes of an id are, and what they say. Not thread-safe; used again for the next span. */
final class WireId {

    private final byte[] bytes;
    private int at;
    private int length;

    WireId(byte[] bytes) {
        this.bytes = bytes;
    }

    void clear() {
        length = 0;
    }

    void read(WireInput in) throws IOException {
        length = in.pass();
        at = in.at() - length;
    }

    /** Whether it is this one. */
    boolean is(TraceId id) {
        return length == TraceId.BYTES && id.isAt(bytes, at);
    }

    TraceId traceId(String field) throws InvalidSpanException {
        return length == TraceId.BYTES && !isZero() ? TraceId.at(bytes, at) : SpanFields.traceId(field, content());
    }

    SpanId spanId(String field) throws InvalidSpanException {
        return length == SpanId.BYTES && !isZero() ? SpanId.at(bytes, at) : SpanFields.spanId(field, content());
    }

    @Nullable
    SpanId parentSpanId(String field) throws InvalidSpanException {
        return length == SpanId.BYTES && !isZero() ? SpanId.at(bytes, at) : SpanFields.parentSpanId(field, content());
    }

    /** Whether all of it is zeros, or nothing. */
    boolean isZero() {
        for (int i = at; i < at + length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** What the sender gave, in hex, short enough for a message to it. */
    String echo() {
        return SpanFields.echo(HexFormat.of().formatHex(bytes, at, at + Math.min(length, 2 * TraceId.BYTES + 1)));
    }

    private ByteString content() {
        return ByteString.copyFrom(bytes, at, length);
    }
}
