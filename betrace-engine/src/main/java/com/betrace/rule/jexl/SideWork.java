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
        return run(budget(), work);
    }

    /** With all of the budget for this time, whatever was spent before. */
    <T> T runAnew(Function<Scene, T> work) {
        Budget whole = budget();
        whole.renew();
        return run(whole, work);
    }

    private <T> T run(Budget spent, Function<Scene, T> work) {
        spent.resume();
        try {
            return work.apply(scene(spent));
        } finally {
            spent.pause();
        }
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
