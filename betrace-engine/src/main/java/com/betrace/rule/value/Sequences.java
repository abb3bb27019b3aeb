package com.betrace.rule.value;

import com.betrace.model.TraceTree;
import com.betrace.rule.value.Misses.Miss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether distinct spans of the given sets follow each other in the given order. */
public final class Sequences {

    private final Scene scene;
    private final List<int[]> steps;

    private Sequences(Scene scene, List<int[]> steps) {
        this.scene = scene;
        this.steps = steps;
    }

    public static boolean exists(Scene scene, @Nullable Object... selectors) {
        List<int[]> steps = new ArrayList<>();
        for (Object selector : selectors) {
            steps.add(scene.select(selector).places());
        }
        Sequences sequences = new Sequences(scene, steps);
        return scene.order().reading() == Order.Reading.ALL_TRUE
                ? sequences.search(0, TraceTree.NONE, new HashSet<>())
                : sequences.reach();
    }

    /**
     * Which spans a chain can end in, step by step. Where measured times decide, a chain only ever moves on in time, so its
     * spans are distinct by themselves.
     */
    private boolean reach() {
        int[] reached = steps.isEmpty() ? new int[0] : steps.get(0);
        for (int[] candidates : steps.subList(Math.min(1, steps.size()), steps.size())) {
            int[] last = reached;
            reached = Arrays.stream(candidates)
                    .filter(place -> scene.order().isPreceded(place, last, null))
                    .toArray();
        }
        return reached.length > 0;
    }

    /**
     * How far a sequence got that did not happen, and what came nearest to its next step.
     *
     * @param names how the steps are called
     */
    public static Miss closest(Scene scene, List<String> names, @Nullable Object... selectors) {
        int[] reached = {};
        for (int step = 0; step < selectors.length; step++) {
            int[] candidates = scene.select(selectors[step]).places();
            int[] last = reached;
            reached = step == 0
                    ? candidates
                    : Arrays.stream(candidates)
                            .filter(place -> scene.order().isPreceded(place, last, null))
                            .toArray();
            if (reached.length == 0) {
                return step == 0
                        ? new Miss(null, "the sequence did not start; there is no " + names.get(0))
                        : Misses.next(scene.tree(), earliestEnd(scene.tree(), last), candidates, names.get(step));
            }
        }
        return new Miss(null, "");
    }

    private static int earliestEnd(TraceTree tree, int[] places) {
        return Arrays.stream(places)
                .boxed()
                .min(Comparator.comparingLong(place -> tree.span(place).endNanos()))
                .orElse(TraceTree.NONE);
    }

    /** Doubted tests that are read as true can close circles, so this looks for distinct spans; the budget bounds it. */
    private boolean search(int step, int last, Set<Integer> used) {
        if (step == steps.size()) {
            return true;
        }
        for (int place : steps.get(step)) {
            scene.step();
            if (!used.contains(place)
                    && (last == TraceTree.NONE || scene.order().isBefore(last, place))) {
                used.add(place);
                if (search(step + 1, place, used)) {
                    return true;
                }
                used.remove(place);
            }
        }
        return false;
    }
}
