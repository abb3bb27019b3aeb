package com.betrace.rule.value;

import com.betrace.model.Span;
import com.betrace.model.TraceTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Spans of one trace, by start time, then span id, each once. Immutable. */
public final class SpanSet implements Sized {

    private final Scene scene;
    private final int[] places;

    private SpanSet(Scene scene, int[] places) {
        this.scene = scene;
        this.places = places;
    }

    static SpanSet all(Scene scene) {
        int[] places = new int[scene.tree().size()];
        Arrays.setAll(places, place -> place);
        return new SpanSet(scene, places);
    }

    static SpanSet none(Scene scene) {
        return new SpanSet(scene, new int[0]);
    }

    static SpanSet of(Scene scene, int[] ascendingPlaces) {
        return new SpanSet(scene, ascendingPlaces);
    }

    /** The set of that span alone; empty for one that was not seen. */
    static SpanSet of(Scene scene, SpanView view) {
        return view.isMissing() ? none(scene) : new SpanSet(scene, new int[] {view.place()});
    }

    int[] places() {
        return places;
    }

    public Scene scene() {
        return scene;
    }

    @Override
    public int size() {
        return places.length;
    }

    public List<Span> spans() {
        return Arrays.stream(places).mapToObj(scene.tree()::span).toList();
    }

    public List<SpanView> views() {
        return Arrays.stream(places).mapToObj(scene::view).toList();
    }

    public boolean contains(SpanView view) {
        return Arrays.binarySearch(places, view.place()) >= 0;
    }

    SpanSet filter(IntPredicate keep) {
        int[] kept = new int[places.length];
        int size = 0;
        for (int place : places) {
            if (keep.test(place)) {
                kept[size++] = place;
            }
        }
        return new SpanSet(scene, size == kept.length ? kept : Arrays.copyOf(kept, size));
    }

    public SpanSet where(Lambda lambda) {
        return filter(place -> scene.holds(lambda, scene.view(place)));
    }

    public boolean any(Lambda lambda) {
        for (int place : places) {
            if (scene.holds(lambda, scene.view(place))) {
                return true;
            }
        }
        return false;
    }

    public boolean all(Lambda lambda) {
        for (int place : places) {
            if (!scene.holds(lambda, scene.view(place))) {
                return false;
            }
        }
        return true;
    }

    public @Nullable SpanView first() {
        return places.length == 0 ? null : scene.view(places[0]);
    }

    public @Nullable SpanView last() {
        return places.length == 0 ? null : scene.view(places[places.length - 1]);
    }

    public Groups groupBy(Lambda lambda) {
        Map<Object, List<Integer>> byKey = new LinkedHashMap<>();
        for (int place : places) {
            scene.step();
            Object value = lambda.call(scene.view(place));
            Object key = GroupKeys.normal(value);
            if (key != null) {
                byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(place);
            } else if (value != null) {
                scene.operators().mismatch();
            }
        }
        List<Group> groups = new ArrayList<>();
        byKey.forEach((key, members) -> groups.add(new Group(
                key,
                new SpanSet(scene, members.stream().mapToInt(Integer::intValue).toArray()))));
        return new Groups(scene, groups);
    }

    /** The operator {@code &}. */
    public SpanSet and(SpanSet other) {
        scene.steps(places.length);
        return filter(place -> Arrays.binarySearch(other.places, place) >= 0);
    }

    /** The operator {@code |}. */
    public SpanSet or(SpanSet other) {
        scene.steps((long) places.length + other.places.length);
        return new SpanSet(
                scene,
                IntStream.concat(Arrays.stream(places), Arrays.stream(other.places))
                        .sorted()
                        .distinct()
                        .toArray());
    }

    /** The operator {@code -}. */
    public SpanSet without(SpanSet other) {
        scene.steps(places.length);
        return filter(place -> Arrays.binarySearch(other.places, place) < 0);
    }

    /** The operator {@code >>}: spans of the other set below a span of this one. */
    public SpanSet above(SpanSet below) {
        return below.and(descendants());
    }

    /** The operator {@code <<}: spans of the other set above a span of this one. */
    public SpanSet below(SpanSet above) {
        return above.and(ancestors());
    }

    /** The operator {@code >>>}: spans of the other set that come after a span of this one. */
    public SpanSet before(SpanSet after) {
        return after.precededBy(this, null);
    }

    private SpanSet precededBy(SpanSet set, @Nullable Duration within) {
        return filter(place -> scene.order().isPreceded(place, set.places, within));
    }

    public SpanSet notPrecededBy(@Nullable Object selector, @Nullable Duration within) {
        int[] candidates = scene.select(selector).places;
        return filter(place -> !scene.order().isPreceded(place, candidates, within));
    }

    public SpanSet notFollowedBy(@Nullable Object selector, @Nullable Duration within) {
        int[] candidates = scene.select(selector).places;
        return filter(place -> !scene.order().isFollowed(place, candidates, within));
    }

    public SpanSet children() {
        boolean[] found = new boolean[scene.tree().size()];
        for (int place : places) {
            scene.steps(1L + scene.tree().children(place).length);
            for (int child : scene.tree().children(place)) {
                found[child] = true;
            }
        }
        return marked(found);
    }

    public SpanSet descendants() {
        TraceTree tree = scene.tree();
        scene.steps(tree.size());
        if (tree.isCyclic()) {
            return all(scene).filter(this::hasAnyAbove);
        }
        boolean[] found = new boolean[tree.size()];
        int[] stack = new int[tree.size()];
        for (int place : places) {
            int height = 0;
            for (int at = place; ; at = stack[--height]) {
                for (int child : tree.children(at)) {
                    if (!found[child]) {
                        found[child] = true;
                        stack[height++] = child;
                    }
                }
                if (height == 0) {
                    break;
                }
            }
        }
        return marked(found);
    }

    public SpanSet ancestors() {
        TraceTree tree = scene.tree();
        scene.steps(tree.size());
        boolean[] found = new boolean[tree.size()];
        for (int place : places) {
            if (tree.isCyclic()) {
                scene.steps(tree.depth(place));
                tree.ancestors(place).forEach(above -> found[above] = true);
                continue;
            }
            for (int at = tree.parent(place); at != TraceTree.NONE && !found[at]; at = tree.parent(at)) {
                found[at] = true;
            }
        }
        return marked(found);
    }

    private SpanSet marked(boolean[] found) {
        return new SpanSet(
                scene,
                IntStream.range(0, found.length).filter(place -> found[place]).toArray());
    }

    boolean hasAnyAbove(int below) {
        for (int place : places) {
            scene.step();
            if (scene.tree().isAncestor(place, below)) {
                return true;
            }
        }
        return false;
    }

    boolean hasAnyBelow(int above) {
        for (int place : places) {
            scene.step();
            if (scene.tree().isAncestor(above, place)) {
                return true;
            }
        }
        return false;
    }

    /** From the first start to the last end; zero for the empty set. */
    public Duration spread() {
        return Intervals.spread(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpanSet that && Arrays.equals(places, that.places);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(places);
    }

    @Override
    public String toString() {
        return size() == 1 ? scene.view(places[0]).toString() : size() + " spans";
    }
}
