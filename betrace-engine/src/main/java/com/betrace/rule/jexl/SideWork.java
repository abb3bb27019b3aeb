package com.betrace.rule.jexl;

import com.betrace.rule.value.Budget;
import com.betrace.rule.value.Scene;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One kind of work beside the evaluation of a condition, with a scene and a budget of its own, whose time runs only while it
 * is done. One scene serves all of it, as a new one for each violation would cost the size of the trace.
 */
final class SideWork {

    private final Supplier<Budget> budgets;
    private final Function<Budget, Scene> scenes;
    private @Nullable Budget budget;
    private @Nullable Scene scene;

    SideWork(Supplier<Budget> budgets, Function<Budget, Scene> scenes) {
        this.budgets = budgets;
        this.scenes = scenes;
    }

    <T> T run(Function<Scene, T> work) {
        Budget spent = budget();
        spent.resume();
        try {
            return work.apply(scene(spent));
        } finally {
            spent.pause();
        }
    }

    /** With all steps of the budget, whatever was done before, and nothing remembered of it. */
    <T> T runAnew(Function<Scene, T> work) {
        return run(scene -> {
            budget().renewSteps();
            scene.forgetSelections();
            return work.apply(scene);
        });
    }

    private Budget budget() {
        Budget known = budget;
        if (known == null) {
            known = budgets.get();
            budget = known;
        }
        return known;
    }

    private Scene scene(Budget spent) {
        Scene known = scene;
        if (known == null) {
            known = scenes.apply(spent);
            scene = known;
        }
        return known;
    }
}
