package com.betrace.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One span as it was received. Times are unix nanoseconds; an end before the start is raised to the start and flagged,
 * so that a duration is never negative.
 */
public final class Span {

    private final TraceId traceId;
    private final long spanId;
    /** 0 for none. */
    private final long parentSpanId;

    private final String name;
    private final SpanKind kind;
    private final StatusCode status;
    private final String statusMessage;
    private final long startNanos;
    private final long endNanos;
    private final Attributes attributes;
    private final Resource resource;
    private final Scope scope;
    private final List<SpanEvent> events;
    private final List<SpanLink> links;
    private final String service;
    private final boolean endClamped;
    private final boolean truncated;
    private final boolean sourceShared;
    private final int bytes;

    private Span(Builder builder) {
        this.traceId = builder.traceId;
        this.spanId = builder.spanId.value();
        this.parentSpanId = builder.parentSpanId == null ? 0 : builder.parentSpanId.value();
        this.name = builder.name;
        this.kind = builder.kind;
        this.status = builder.status;
        this.statusMessage = builder.statusMessage;
        this.startNanos = builder.startNanos;
        this.endNanos = Math.max(builder.startNanos, builder.endNanos);
        this.attributes = builder.attributes;
        this.resource = builder.resource;
        this.scope = builder.scope;
        this.events = List.copyOf(builder.events);
        this.links = List.copyOf(builder.links);
        this.service = builder.resource.serviceName();
        this.endClamped = builder.endClamped || builder.endNanos < builder.startNanos;
        this.truncated = builder.truncated;
        this.sourceShared = builder.sourceShared;
        this.bytes = SpanBytes.own(this) - builder.sharedBytes;
    }

    public static Builder builder(TraceId traceId, SpanId spanId) {
        return new Builder(traceId, spanId);
    }

    public TraceId traceId() {
        return traceId;
    }

    public SpanId spanId() {
        return new SpanId(spanId);
    }

    /** {@link SpanId#value} of its id, for those who look at many. */
    public long spanIdValue() {
        return spanId;
    }

    /** Null for a span without a parent. */
    public @Nullable SpanId parentSpanId() {
        return parentSpanId == 0 ? null : new SpanId(parentSpanId);
    }

    public boolean hasParent() {
        return parentSpanId != 0;
    }

    /** {@link SpanId#value} of the parent's id, 0 without a parent. */
    public long parentSpanIdValue() {
        return parentSpanId;
    }

    public String name() {
        return name;
    }

    public SpanKind kind() {
        return kind;
    }

    public StatusCode status() {
        return status;
    }

    public String statusMessage() {
        return statusMessage;
    }

    public long startNanos() {
        return startNanos;
    }

    /** Never before the start. */
    public long endNanos() {
        return endNanos;
    }

    public long durationNanos() {
        return endNanos - startNanos;
    }

    public Attributes attributes() {
        return attributes;
    }

    public Resource resource() {
        return resource;
    }

    public Scope scope() {
        return scope;
    }

    public List<SpanEvent> events() {
        return events;
    }

    public List<SpanLink> links() {
        return links;
    }

    /** The resource's {@code service.name}, empty where unknown. */
    public String service() {
        return service;
    }

    /** True where the sender's end was before its start. */
    public boolean endClamped() {
        return endClamped;
    }

    /** True where limits cut attributes, events or links off this span. */
    public boolean truncated() {
        return truncated;
    }

    /** Whether the resource and the scope are held anyway, however many spans have them. */
    boolean sourceShared() {
        return sourceShared;
    }

    /** An estimate of the memory that it holds, without its resource and scope. */
    int bytes() {
        return bytes;
    }

    /** Equal where everything the sender said is equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Span that
                && spanId == that.spanId
                && traceId.equals(that.traceId)
                && parentSpanId == that.parentSpanId
                && name.equals(that.name)
                && kind == that.kind
                && status == that.status
                && statusMessage.equals(that.statusMessage)
                && startNanos == that.startNanos
                && endNanos == that.endNanos
                && attributes.equals(that.attributes)
                && resource.equals(that.resource)
                && scope.equals(that.scope)
                && events.equals(that.events)
                && links.equals(that.links);
    }

    @Override
    public int hashCode() {
        return 31 * traceId.hashCode() + Long.hashCode(spanId);
    }

    @Override
    public String toString() {
        return "Span[" + traceId + "/" + spanId() + " " + service + " " + name + "]";
    }

    /** Collects a span; not thread-safe, one use. */
    public static final class Builder {

        private final TraceId traceId;
        private final SpanId spanId;
        private @Nullable SpanId parentSpanId;
        private String name = "";
        private SpanKind kind = SpanKind.UNSPECIFIED;
        private StatusCode status = StatusCode.UNSET;
        private String statusMessage = "";
        private long startNanos;
        private long endNanos;
        private Attributes attributes = Attributes.EMPTY;
        private Resource resource = Resource.EMPTY;
        private Scope scope = Scope.EMPTY;
        private List<SpanEvent> events = List.of();
        private List<SpanLink> links = List.of();
        private boolean truncated;
        private boolean endClamped;
        private boolean sourceShared;
        private int sharedBytes;

        private Builder(TraceId traceId, SpanId spanId) {
            this.traceId = traceId;
            this.spanId = spanId;
        }

        public Builder parentSpanId(@Nullable SpanId value) {
            this.parentSpanId = value;
            return this;
        }

        public Builder name(String value) {
            this.name = value;
            return this;
        }

        public Builder kind(SpanKind value) {
            this.kind = value;
            return this;
        }

        public Builder status(StatusCode value) {
            this.status = value;
            return this;
        }

        public Builder statusMessage(String value) {
            this.statusMessage = value;
            return this;
        }

        /** Unix nanoseconds. */
        public Builder time(long start, long end) {
            this.startNanos = start;
            this.endNanos = end;
            return this;
        }

        public Builder attributes(Attributes value) {
            this.attributes = value;
            return this;
        }

        public Builder resource(Resource value) {
            this.resource = value;
            return this;
        }

        public Builder scope(Scope value) {
            this.scope = value;
            return this;
        }

        public Builder events(List<SpanEvent> value) {
            this.events = value;
            return this;
        }

        public Builder links(List<SpanLink> value) {
            this.links = value;
            return this;
        }

        public Builder truncated(boolean value) {
            this.truncated = value;
            return this;
        }

        /** Says that the sender's end was before its start, for a span whose end was raised before; build() finds out by itself too. */
        public Builder endClamped(boolean value) {
            this.endClamped = value;
            return this;
        }

        /**
         * Says what of it takes no memory, because it is held anyway.
         *
         * @param bytes of its strings, as {@link SpanBytes#ofString} counts them
         * @param source whether its resource and scope are so too
         */
        public Builder shared(int bytes, boolean source) {
            this.sharedBytes = bytes;
            this.sourceShared = source;
            return this;
        }

        public Span build() {
            return new Span(this);
        }
    }
}
