package com.betrace.rule.value;

import com.betrace.model.Attributes;
import com.betrace.model.Span;
import com.betrace.model.SpanEvent;
import com.betrace.model.SpanId;
import com.betrace.model.StatusCode;
import com.betrace.model.TraceTree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span as a rule sees it. The parent of an orphan is one too: only its id is known. */
public final class SpanView {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Scene scene;
    private final int place;
    private final SpanId id;
    private final @Nullable Span span;

    private SpanView(Scene scene, int place, SpanId id, @Nullable Span span) {
        this.scene = scene;
        this.place = place;
        this.id = id;
        this.span = span;
    }

    static SpanView seen(Scene scene, int place, Span span) {
        return new SpanView(scene, place, span.spanId(), span);
    }

    static SpanView missing(Scene scene, SpanId id) {
        return new SpanView(scene, TraceTree.NONE, id, null);
    }

    /** Null for a span that was not seen. */
    public @Nullable Span span() {
        return span;
    }

    public Scene scene() {
        return scene;
    }

    int place() {
        return place;
    }

    public boolean isMissing() {
        return span == null;
    }

    /** An intrinsic property; the compiler has checked the name. */
    public @Nullable Object get(String name) {
        if (name.equals("id")) {
            return id.toString();
        }
        if (name.equals("missing")) {
            return span == null;
        }
        return span == null ? null : get(name, span);
    }

    private @Nullable Object get(String name, Span seen) {
        return switch (name) {
            case "traceId" -> seen.traceId().toString();
            case "parentId" ->
                seen.parentSpanId() == null ? null : seen.parentSpanId().toString();
            case "name" -> seen.name();
            case "service" -> seen.service().isEmpty() ? null : seen.service();
            case "kind" -> seen.kind().name();
            case "status" -> seen.status().name();
            case "statusMessage" -> seen.statusMessage();
            case "failed" -> seen.status() == StatusCode.ERROR;
            case "start" -> instant(seen.startNanos());
            case "end" -> instant(seen.endNanos());
            case "duration" -> Duration.ofNanos(seen.durationNanos());
            case "durationMs" -> seen.durationNanos() / NANOS_PER_MILLI;
            case "attributes" -> new AttributesView(seen.attributes());
            case "resource" -> new AttributesView(seen.resource().attributes());
            case "scope" -> new AttributesView(seen.scope().attributes());
            case "events" -> seen.events().stream().map(EventView::new).toList();
            case "links" -> seen.links().stream().map(LinkView::new).toList();
            default -> relative(name, seen);
        };
    }

    private @Nullable Object relative(String name, Span seen) {
        return switch (name) {
            case "parent" -> parent(seen);
            case "children" -> SpanSet.of(scene, scene.tree().children(place));
            case "descendants" -> SpanSet.of(scene, this).descendants();
            case "ancestors" -> SpanSet.of(scene, this).ancestors();
            case "siblings" -> siblings(seen);
            case "root" -> isRoot();
            case "orphan" -> scene.tree().isOrphan(place);
            case "depth" -> (long) scene.tree().depth(place);
            default -> throw new IllegalArgumentException("a span has no property '" + name + "'");
        };
    }

    static Instant instant(long unixNanos) {
        return Instant.ofEpochSecond(0, unixNanos);
    }

    private @Nullable SpanView parent(Span seen) {
        if (seen.parentSpanId() == null) {
            return null;
        }
        int parent = scene.tree().parent(place);
        return parent == TraceTree.NONE ? missing(scene, seen.parentSpanId()) : scene.view(parent);
    }

    private SpanSet siblings(Span seen) {
        SpanId parent = seen.parentSpanId();
        if (parent == null) {
            return SpanSet.none(scene);
        }
        int known = scene.tree().parent(place);
        SpanSet all = SpanSet.of(
                scene,
                known == TraceTree.NONE ? scene.tree().orphans() : scene.tree().children(known));
        scene.steps(all.size());
        return all.filter(other ->
                other != place && parent.equals(scene.tree().span(other).parentSpanId()));
    }

    private boolean isRoot() {
        for (int root : scene.tree().roots()) {
            if (root == place) {
                return true;
            }
        }
        return false;
    }

    /** The attribute of the span, else of its resource, else of its scope; found by presence. */
    public @Nullable Object attribute(String key) {
        if (span == null) {
            return null;
        }
        Object own = span.attributes().get(key);
        if (own != null) {
            return own;
        }
        Object ofResource = span.resource().attributes().get(key);
        return ofResource != null ? ofResource : span.scope().attributes().get(key);
    }

    /** The attribute of that whole dotted name; where there is none, a path from the longest key there is into its maps. */
    public @Nullable Object attribute(List<String> path) {
        return new Path(path).of(this);
    }

    /** A dotted name of an attribute, whose keys are put together once. */
    public static final class Path {
        private final List<String> names;
        private final String[] keys;

        public Path(List<String> names) {
            this.names = List.copyOf(names);
            this.keys = new String[names.size()];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = String.join(".", names.subList(0, i + 1));
            }
        }

        /** Null where the span has none. */
        public @Nullable Object of(SpanView span) {
            for (int length = keys.length; length > 0; length--) {
                Object value = span.attribute(keys[length - 1]);
                if (value != null) {
                    return length == keys.length ? value : walk(value, names.subList(length, names.size()));
                }
            }
            return null;
        }
    }

    static @Nullable Object walk(@Nullable Object value, List<String> path) {
        Object at = value;
        for (String name : path) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at;
    }

    public boolean has(String key) {
        return attribute(key) != null;
    }

    public boolean isUnder(@Nullable Object selector) {
        return span != null && scene.select(selector).hasAnyAbove(place);
    }

    public boolean calls(@Nullable Object selector) {
        return span != null && scene.select(selector).hasAnyBelow(place);
    }

    public boolean isPrecededBy(@Nullable Object selector, @Nullable Duration within) {
        return span != null
                && scene.order().isPreceded(place, scene.select(selector).places(), within);
    }

    public boolean isFollowedBy(@Nullable Object selector, @Nullable Duration within) {
        return span != null
                && scene.order().isFollowed(place, scene.select(selector).places(), within);
    }

    /** Whether an attribute of the span or of one of its events satisfies a lambda of key and value. */
    public boolean hasAnyAttribute(Lambda lambda) {
        if (span == null) {
            return false;
        }
        if (hasAny(span.attributes(), lambda)) {
            return true;
        }
        for (SpanEvent event : span.events()) {
            if (hasAny(event.attributes(), lambda)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasAny(Attributes attributes, Lambda lambda) {
        for (int i = 0; i < attributes.size(); i++) {
            scene.step();
            if (Operators.truth(lambda.call(attributes.keyAt(i), attributes.valueAt(i)))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpanView that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return span == null ? "missing span " + id : span.name() + " (" + id + ")";
    }
}
