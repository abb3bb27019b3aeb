package com.betrace.service.api;

import com.betrace.model.Completion;
import com.betrace.model.LocalRootPolicy;
import com.betrace.model.Resource;
import com.betrace.model.Scope;
import com.betrace.model.Span;
import com.betrace.model.SpanEvent;
import com.betrace.model.SpanId;
import com.betrace.model.SpanKind;
import com.betrace.model.SpanLink;
import com.betrace.model.Trace;
import com.betrace.model.TraceTree;
import com.betrace.v1.SpanResource;
import com.betrace.v1.SpanScope;

/** Spans and traces as messages. */
final class SpanWriter {

    private static final long NANOS_PER_MILLI = 1_000_000;
    /** As the rules count them: what is complete here is complete to a rule. */
    private static final boolean LOCAL_ROOTS_COUNT = Completion.DEFAULT.localRoot() == LocalRootPolicy.COMPLETE;

    private SpanWriter() {}

    static com.betrace.v1.Trace toMessage(Trace trace) {
        TraceTree tree = TraceTree.of(trace);
        return com.betrace.v1.Trace.newBuilder()
                .setTraceId(trace.id().toString())
                .addAllSpans(tree.spans().stream().map(SpanWriter::toMessage).toList())
                .setComplete(tree.isComplete(LOCAL_ROOTS_COUNT))
                .setClosedBy(trace.closedBy().name())
                .setClosedAt(Timestamps.toMessage(trace.closedAt()))
                .build();
    }

    static com.betrace.v1.Span toMessage(Span span) {
        SpanId parent = span.parentSpanId();
        com.betrace.v1.Span.Builder message = com.betrace.v1.Span.newBuilder()
                .setTraceId(span.traceId().toString())
                .setSpanId(span.spanId().toString())
                .setParentSpanId(parent == null ? "" : parent.toString())
                .setName(span.name())
                .setStartTime(span.startNanos())
                .setEndTime(span.endNanos())
                .setDurationMs(span.durationNanos() / NANOS_PER_MILLI)
                .setStatus(span.status().name())
                .setKind(span.kind() == SpanKind.UNSPECIFIED ? "" : span.kind().name())
                .setStatusMessage(span.statusMessage())
                .setService(span.service());
        AttributeWriter.write(span.attributes(), message::putAttributes, message::addOtlpAttributes);
        span.events().forEach(event -> message.addEvents(toMessage(event)));
        span.links().forEach(link -> message.addLinks(toMessage(link)));
        if (!span.resource().equals(Resource.EMPTY)) {
            message.setResource(toMessage(span.resource()));
        }
        if (!span.scope().equals(Scope.EMPTY)) {
            message.setScope(toMessage(span.scope()));
        }
        return message.build();
    }

    private static SpanResource toMessage(Resource resource) {
        SpanResource.Builder message = SpanResource.newBuilder();
        AttributeWriter.write(resource.attributes(), message::putAttributes, message::addOtlpAttributes);
        return message.build();
    }

    private static SpanScope toMessage(Scope scope) {
        SpanScope.Builder message = SpanScope.newBuilder().setName(scope.name()).setVersion(scope.version());
        AttributeWriter.write(scope.attributes(), message::putAttributes, message::addOtlpAttributes);
        return message.build();
    }

    private static com.betrace.v1.SpanEvent toMessage(SpanEvent event) {
        com.betrace.v1.SpanEvent.Builder message =
                com.betrace.v1.SpanEvent.newBuilder().setName(event.name()).setTime(event.timeNanos());
        AttributeWriter.write(event.attributes(), message::putAttributes, message::addOtlpAttributes);
        return message.build();
    }

    private static com.betrace.v1.SpanLink toMessage(SpanLink link) {
        com.betrace.v1.SpanLink.Builder message = com.betrace.v1.SpanLink.newBuilder()
                .setTraceId(link.traceId().toString())
                .setSpanId(link.spanId().toString());
        AttributeWriter.write(link.attributes(), message::putAttributes, message::addOtlpAttributes);
        return message.build();
    }
}
