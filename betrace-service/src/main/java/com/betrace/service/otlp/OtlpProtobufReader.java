package com.betrace.service.otlp;

import com.betrace.model.Scope;
import com.betrace.service.intake.AttributeReader;
import com.betrace.service.intake.DecodedSpans;
import com.betrace.service.intake.InvalidSpanException;
import com.betrace.service.intake.SpanLimits;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;

/**
 * Reads an ExportTraceServiceRequest from the wire. Walks the outer messages itself and parses one span at a time, so that
 * a request of very many tiny spans never stands in memory as very many messages. One per request.
 */
final class OtlpProtobufReader {

    private static final int RESOURCE_SPANS = tag(ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER);
    private static final int RESOURCE = tag(ResourceSpans.RESOURCE_FIELD_NUMBER);
    private static final int SCOPE_SPANS = tag(ResourceSpans.SCOPE_SPANS_FIELD_NUMBER);
    private static final int SCOPE = tag(ScopeSpans.SCOPE_FIELD_NUMBER);
    /** The same in both; not kept, but what is no text is no OTLP. */
    private static final int SCHEMA_URL = tag(ResourceSpans.SCHEMA_URL_FIELD_NUMBER);

    private static final int SPANS = tag(ScopeSpans.SPANS_FIELD_NUMBER);

    private final AttributeReader attributes;
    private final OtlpSpanReader spans;

    OtlpProtobufReader(SpanLimits limits) {
        this.attributes = new AttributeReader(limits);
        this.spans = new OtlpSpanReader(limits, attributes);
    }

    /** Adds every span to the batch, which is void after an exception. */
    void read(ByteString body, DecodedSpans batch) throws InvalidProtocolBufferException {
        forEach(body, RESOURCE_SPANS, resourceSpans -> readResourceSpans(resourceSpans, batch));
    }

    /** Looks for the resource first, because fields may come in any order and a repeated one is merged. */
    private void readResourceSpans(ByteString resourceSpans, DecodedSpans batch) throws InvalidProtocolBufferException {
        Resource.Builder resource = Resource.newBuilder();
        forEach(resourceSpans, RESOURCE, resource::mergeFrom);
        forEach(resourceSpans, SCHEMA_URL, OtlpProtobufReader::requireUtf8);
        attributes.takeCut();
        var shared = new com.betrace.model.Resource(attributes.read(resource.getAttributesList()));
        boolean cut = attributes.takeCut();
        forEach(resourceSpans, SCOPE_SPANS, scopeSpans -> readScopeSpans(scopeSpans, shared, cut, batch));
    }

    private void readScopeSpans(
            ByteString scopeSpans, com.betrace.model.Resource resource, boolean resourceCut, DecodedSpans batch)
            throws InvalidProtocolBufferException {
        InstrumentationScope.Builder scope = InstrumentationScope.newBuilder();
        forEach(scopeSpans, SCOPE, scope::mergeFrom);
        forEach(scopeSpans, SCHEMA_URL, OtlpProtobufReader::requireUtf8);
        attributes.takeCut();
        Scope shared = new Scope(
                attributes.name(scope.getName()),
                attributes.name(scope.getVersion()),
                attributes.read(scope.getAttributesList()));
        SpanSource source = new SpanSource(resource, shared, resourceCut | attributes.takeCut());
        forEach(scopeSpans, SPANS, span -> readSpan(Span.parseFrom(span), source, batch));
    }

    private void readSpan(Span span, SpanSource source, DecodedSpans batch) {
        try {
            batch.add(spans.read(span, source));
        } catch (InvalidSpanException e) {
            batch.reject(OtlpSpanReader.echo(span.getTraceId()), OtlpSpanReader.echo(span.getSpanId()), e);
        }
    }

    /** Visits each field with this tag and checks that the others are well-formed. */
    private static void forEach(ByteString message, int wanted, FieldReader reader)
            throws InvalidProtocolBufferException {
        try {
            CodedInputStream in = message.newCodedInput();
            in.enableAliasing(true);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (tag == wanted) {
                    reader.read(in.readBytes());
                } else if (!in.skipField(tag)) {
                    throw new InvalidProtocolBufferException("a group ends that did not begin");
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidProtocolBufferException(e);
        }
    }

    private static void requireUtf8(ByteString text) throws InvalidProtocolBufferException {
        if (!text.isValidUtf8()) {
            throw new InvalidProtocolBufferException("a schema_url is not UTF-8");
        }
    }

    private static int tag(int fieldNumber) {
        return fieldNumber << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    private interface FieldReader {
        void read(ByteString field) throws InvalidProtocolBufferException;
    }
}
