package com.betrace.rule.value;

import java.util.List;
import java.util.stream.IntStream;

/** The groups of a span set, in the order of their first spans. */
public final class Groups implements Sized {

    private final Scene scene;
    private final List<Group> groups;

    Groups(Scene scene, List<Group> groups) {
        this.scene = scene;
        this.groups = List.copyOf(groups);
    }

    public List<Group> list() {
        return groups;
    }

    @Override
    public int size() {
        return groups.size();
    }

    public Groups where(Lambda lambda) {
        return new Groups(
                scene,
                groups.stream().filter(group -> scene.holds(lambda, group)).toList());
    }

    public boolean any(Lambda lambda) {
        return groups.stream().anyMatch(group -> scene.holds(lambda, group));
    }

    public boolean all(Lambda lambda) {
        return groups.stream().allMatch(group -> scene.holds(lambda, group));
    }

    /** All spans of all groups. */
    public SpanSet spans() {
        return SpanSet.of(
                scene,
                groups.stream()
                        .flatMapToInt(group -> IntStream.of(group.spans().places()))
                        .sorted()
                        .toArray());
    }

    /** Each group that a rule yields is a violation; throws {@link BudgetExceededException} where there are more. */
    public void requireAtMost(int most) {
        if (size() > most) {
            throw BudgetExceededException.GROUPS;
        }
    }

    @Override
    public String toString() {
        return size() == 1 ? "1 group" : size() + " groups";
    }
}
