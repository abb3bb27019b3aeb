package com.betrace.service.otlp;

import com.betrace.model.Resource;
import com.betrace.model.Scope;
import com.betrace.service.intake.AttributeReader;
import com.betrace.service.intake.DecodedSpans;
import com.betrace.service.intake.InvalidSpanException;
import com.betrace.service.intake.SpanFields;
import com.betrace.service.intake.SpanLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads OTLP's JSON as a stream. Spans are handed on as soon as their resource and scope are known; only a sender that puts
 * those behind the spans makes them wait. One per request.
 */
final class OtlpJsonReader {

    private static final int MAX_WAITING_SPANS = 50_000;

    private final JsonCursor json;
    private final DecodedSpans batch;
    private final AttributeReader attributes;
    private final OtlpJsonValues values;
    private final OtlpJsonSpans spans;
    private int waiting;

    private OtlpJsonReader(JsonCursor json, SpanLimits limits, DecodedSpans batch) {
        this.json = json;
        this.batch = batch;
        this.attributes = new AttributeReader(limits);
        this.values = new OtlpJsonValues(json, limits, attributes);
        this.spans = new OtlpJsonSpans(json, limits, attributes, values);
    }

    /** Adds every span to the batch, which is void after an exception. */
    static void read(ByteBuffer body, SpanLimits limits, DecodedSpans batch) {
        JsonCursor.read(body, json -> new OtlpJsonReader(json, limits, batch).readRequest());
    }

    private void readRequest() throws IOException {
        json.object(name -> {
            if (name.equals("resourceSpans")) {
                json.array(this::readResourceSpans);
            } else {
                json.skip();
            }
        });
    }

    private void readResourceSpans() throws IOException {
        ResourceSpans group = new ResourceSpans();
        json.object(name -> {
            switch (name) {
                case "resource" -> readResource(group);
                case "scopeSpans" -> json.array(() -> readScopeSpans(group));
                default -> json.skip();
            }
        });
        if (group.resource == null) {
            group.resource = Resource.EMPTY;
        }
        group.waiting.forEach(scopeSpans -> handOn(group, scopeSpans));
    }

    private void readResource(ResourceSpans group) throws IOException {
        attributes.takeCut();
        json.object(name -> {
            if (name.equals("attributes")) {
                group.resource = new Resource(values.attributes());
            } else {
                json.skip();
            }
        });
        group.resource = group.resource == null ? Resource.EMPTY : group.resource;
        group.cut |= attributes.takeCut();
    }

    private void readScopeSpans(ResourceSpans group) throws IOException {
        ScopeSpans scopeSpans = new ScopeSpans();
        json.object(name -> {
            switch (name) {
                case "scope" -> readScope(scopeSpans);
                case "spans" -> json.array(() -> readSpan(group, scopeSpans));
                default -> json.skip();
            }
        });
        if (scopeSpans.scope == null) {
            scopeSpans.scope = Scope.EMPTY;
        }
        handOn(group, scopeSpans);
        if (!scopeSpans.waiting.isEmpty()) {
            group.waiting.add(scopeSpans);
        }
    }

    private void readScope(ScopeSpans group) throws IOException {
        attributes.takeCut();
        group.scope = spans.scope();
        group.cut |= attributes.takeCut();
    }

    private void readSpan(ResourceSpans group, ScopeSpans scopeSpans) throws IOException {
        if (waiting == MAX_WAITING_SPANS) {
            throw json.mistake("the resource and the scope before the first " + MAX_WAITING_SPANS + " of their spans");
        }
        scopeSpans.waiting.add(spans.read());
        waiting++;
        handOn(group, scopeSpans);
    }

    private void handOn(ResourceSpans group, ScopeSpans scopeSpans) {
        Resource resource = group.resource;
        Scope scope = scopeSpans.scope;
        if (resource == null || scope == null) {
            return;
        }
        SpanSource source = new SpanSource(resource, scope, group.cut | scopeSpans.cut, false);
        scopeSpans.waiting.forEach(span -> handOn(span, source));
        waiting -= scopeSpans.waiting.size();
        scopeSpans.waiting.clear();
    }

    private void handOn(OtlpJsonSpan span, SpanSource source) {
        try {
            batch.add(span.toModel(source));
        } catch (InvalidSpanException e) {
            batch.reject(SpanFields.echo(span.traceId), SpanFields.echo(span.spanId), e);
        }
    }

    /** What is known so far of a ResourceSpans message. */
    private static final class ResourceSpans {
        private @Nullable Resource resource;
        private boolean cut;
        private final List<ScopeSpans> waiting = new ArrayList<>();
    }

    /** What is known so far of a ScopeSpans message. */
    private static final class ScopeSpans {
        private @Nullable Scope scope;
        private boolean cut;
        private final List<OtlpJsonSpan> waiting = new ArrayList<>();
    }
}
