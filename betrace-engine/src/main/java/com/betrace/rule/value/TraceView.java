package com.betrace.rule.value;

import com.betrace.model.Span;
import com.betrace.model.StatusCode;
import com.betrace.model.TraceTree;
import org.jspecify.annotations.Nullable;

/** The trace as a rule sees it. */
public final class TraceView {

    private final Scene scene;

    public TraceView(Scene scene) {
        this.scene = scene;
    }

    /** A property; the compiler has checked the name. */
    public @Nullable Object get(String name) {
        TraceTree tree = scene.tree();
        return switch (name) {
            case "id" -> scene.trace().id().toString();
            case "root" -> tree.root() == TraceTree.NONE ? null : scene.view(tree.root());
            case "roots" -> SpanSet.of(scene, tree.roots());
            case "spans" -> scene.all();
            case "duration" -> scene.all().spread();
            case "services" ->
                tree.spans().stream()
                        .map(Span::service)
                        .filter(service -> !service.isEmpty())
                        .distinct()
                        .sorted()
                        .toList();
            case "errors" -> scene.all().filter(place -> tree.span(place).status() == StatusCode.ERROR);
            case "orphans" -> SpanSet.of(scene, tree.orphans());
            case "depth" -> (long) tree.depth();
            case "complete" -> scene.isComplete();
            case "closedBy" -> scene.trace().closedBy().name();
            default -> throw new IllegalArgumentException("a trace has no property '" + name + "'");
        };
    }

    @Override
    public String toString() {
        return "trace " + scene.trace().id();
    }
}
