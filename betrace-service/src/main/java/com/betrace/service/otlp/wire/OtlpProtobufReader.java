package com.betrace.service.otlp.wire;

import com.betrace.model.Resource;
import com.betrace.model.Scope;
import com.betrace.service.intake.AttributeReader;
import com.betrace.service.intake.DecodedSpans;
import com.betrace.service.intake.SpanLimits;
import com.betrace.service.otlp.SpanSource;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
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

    private static final int TEXTS = 1 << 13;
    private static final int LONGEST_TEXT = 64;
    private static final int SOURCES = 1 << 9;
    private static final int LONGEST_SOURCE = 1 << 11;

    private final KnownBytes<String> texts = new KnownBytes<>(TEXTS, LONGEST_TEXT);
    private final KnownBytes<Resource> resources = new KnownBytes<>(SOURCES, LONGEST_SOURCE);
    private final KnownBytes<Scope> scopes = new KnownBytes<>(SOURCES, LONGEST_SOURCE);
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
            Range range = findShared(from, length, RESOURCE);
            Resource known = range.times == 1 ? resources.find(bytes, range.from, range.length) : null;
            attributes.takeCut();
            Resource resource = known == null ? resource(from, length, range) : known;
            boolean cut = attributes.takeCut();
            WireInput in = input().begin(from, length, 1);
            for (int tag = in.tag(); tag != 0; tag = in.tag()) {
                if (tag == SCOPE_SPANS) {
                    int size = in.pass();
                    readScopeSpans(in.at() - size, size, new SpanSource(resource, Scope.EMPTY, cut, known != null));
                } else {
                    in.skip(tag);
                }
            }
        }

        /** One that was cut is not shared: who shares it would not hear of that. */
        private Resource resource(int from, int length, Range range) throws IOException {
            var merged = io.opentelemetry.proto.resource.v1.Resource.newBuilder();
            forEach(from, length, RESOURCE, (at, size) -> merged.mergeFrom(bytes, at, size));
            Resource resource = new Resource(attributes.read(merged.getAttributesList()));
            if (range.times == 1 && !attributes.isCut()) {
                resources.decoded(bytes, range.from, range.length, resource);
            }
            return resource;
        }

        private void readScopeSpans(int from, int length, SpanSource outer) throws IOException {
            Range range = findShared(from, length, SCOPE);
            Scope known = range.times == 1 ? scopes.find(bytes, range.from, range.length) : null;
            attributes.takeCut();
            Scope scope = known == null ? scope(from, length, range) : known;
            SpanSource source = new SpanSource(
                    outer.resource(),
                    scope,
                    outer.cut() | attributes.takeCut(),
                    outer.shared() && (known != null || range.times == 0));
            spans.begin(from, length, SCOPE_SPANS_DEPTH);
            for (int tag = spans.tag(); tag != 0; tag = spans.tag()) {
                if (tag == SPANS) {
                    span.readInto(batch, source);
                } else {
                    spans.skip(tag);
                }
            }
        }

        private Scope scope(int from, int length, Range range) throws IOException {
            if (range.times == 0) {
                return Scope.EMPTY;
            }
            InstrumentationScope.Builder merged = InstrumentationScope.newBuilder();
            forEach(from, length, SCOPE, (at, size) -> merged.mergeFrom(bytes, at, size));
            Scope scope = new Scope(
                    attributes.name(merged.getName()),
                    attributes.name(merged.getVersion()),
                    attributes.read(merged.getAttributesList()));
            if (range.times == 1 && !attributes.isCut()) {
                scopes.decoded(bytes, range.from, range.length, scope);
            }
            return scope;
        }

        /** Where in a message that is which its spans share; checks its other fields. */
        private Range findShared(int from, int length, int wanted) throws IOException {
            Range found = new Range();
            forEach(from, length, wanted, (at, size) -> {
                found.from = at;
                found.length = size;
                found.times++;
            });
            return found;
        }

        private void forEach(int from, int length, int wanted, RangeReader reader) throws IOException {
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

    private static final class Range {
        private int from;
        private int length;
        private int times;
    }

    private interface RangeReader {
        void read(int from, int length) throws IOException;
    }
}
