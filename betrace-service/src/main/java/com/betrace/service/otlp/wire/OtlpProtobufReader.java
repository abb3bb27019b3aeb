package com.betrace.service.otlp.wire;

import com.betrace.model.Scope;
import com.betrace.service.intake.AttributeReader;
import com.betrace.service.intake.DecodedSpans;
import com.betrace.service.intake.SpanLimits;
import com.betrace.service.otlp.SpanSource;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads ExportTraceServiceRequests from the wire, span by span. Thread-safe; what it reads shares strings that repeat. */
public final class OtlpProtobufReader {

    private static final int RESOURCE_SPANS = 1 << 3 | 2;

    private static final int RESOURCE = 1 << 3 | 2;
    private static final int SCOPE_SPANS = 2 << 3 | 2;

    private static final int SCOPE = 1 << 3 | 2;
    private static final int SPANS = 2 << 3 | 2;

    /** The same in both; not kept. */
    private static final int SCHEMA_URL = 3 << 3 | 2;

    /** How many messages a ScopeSpans is inside of, itself included. */
    private static final int SCOPE_SPANS_DEPTH = 2;

    private final WireTexts texts = new WireTexts();
    private final SpanLimits limits;

    public OtlpProtobufReader(SpanLimits limits) {
        this.limits = limits;
    }

    /**
     * Adds every span to the batch, which is void after an exception.
     *
     * @param body a buffer on an array
     */
    public void read(ByteBuffer body, DecodedSpans batch) throws InvalidProtocolBufferException {
        try {
            new Request(body.array(), batch).read(body.arrayOffset() + body.position(), body.remaining());
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidProtocolBufferException(e);
        }
    }

    private final class Request {

        private final byte[] bytes;
        private final DecodedSpans batch;
        private final AttributeReader attributes = new AttributeReader(limits);
        private final WireInput spans;
        private final WireSpan span;

        Request(byte[] bytes, DecodedSpans batch) {
            this.bytes = bytes;
            this.batch = batch;
            this.spans = input();
            this.span = new WireSpan(spans, limits, attributes);
        }

        private WireInput input() {
            return new WireInput(bytes, texts);
        }

        void read(int from, int length) throws IOException {
            WireInput in = input().begin(from, length, 0);
            for (int tag = in.tag(); tag != 0; tag = in.tag()) {
                if (tag == RESOURCE_SPANS) {
                    int size = in.pass();
                    readResourceSpans(in.at() - size, size);
                } else {
                    in.skip(tag);
                }
            }
        }

        /** Looks for the resource first, because fields may come in any order and a repeated one is merged. */
        private void readResourceSpans(int from, int length) throws IOException {
            Resource.Builder merged = Resource.newBuilder();
            findShared(from, length, RESOURCE, (at, size) -> merged.mergeFrom(bytes, at, size));
            attributes.takeCut();
            var resource = new com.betrace.model.Resource(attributes.read(merged.getAttributesList()));
            boolean cut = attributes.takeCut();
            WireInput in = input().begin(from, length, 1);
            for (int tag = in.tag(); tag != 0; tag = in.tag()) {
                if (tag == SCOPE_SPANS) {
                    int size = in.pass();
                    readScopeSpans(in.at() - size, size, resource, cut);
                } else {
                    in.skip(tag);
                }
            }
        }

        private void readScopeSpans(int from, int length, com.betrace.model.Resource resource, boolean resourceCut)
                throws IOException {
            InstrumentationScope.Builder merged = InstrumentationScope.newBuilder();
            findShared(from, length, SCOPE, (at, size) -> merged.mergeFrom(bytes, at, size));
            attributes.takeCut();
            Scope scope = new Scope(
                    attributes.name(merged.getName()),
                    attributes.name(merged.getVersion()),
                    attributes.read(merged.getAttributesList()));
            SpanSource source = new SpanSource(resource, scope, resourceCut | attributes.takeCut());
            spans.begin(from, length, SCOPE_SPANS_DEPTH);
            for (int tag = spans.tag(); tag != 0; tag = spans.tag()) {
                if (tag == SPANS) {
                    span.readInto(batch, source);
                } else {
                    spans.skip(tag);
                }
            }
        }

        /** Visits what the spans of a message share, and checks its other fields. */
        private void findShared(int from, int length, int wanted, RangeReader reader) throws IOException {
            WireInput in = input().begin(from, length, 0);
            for (int tag = in.tag(); tag != 0; tag = in.tag()) {
                if (tag == wanted) {
                    int size = in.pass();
                    reader.read(in.at() - size, size);
                } else if (tag == SCHEMA_URL) {
                    in.passText();
                } else {
                    in.skip(tag);
                }
            }
        }
    }

    private interface RangeReader {
        void read(int from, int length) throws IOException;
    }
}
