package com.betrace.benchmarks.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrderTracesTest {

    private static final int TRACES = 2_000;
    private static final int PARTS = 4;

    private final OrderTraces orders = new OrderTraces(new TraceIds(1), 42, new OrderTraces.Mix(PARTS, 0.5, 0.2));

    @Test
    void sameNumber_isTheSameTrace() {
        assertThat(orders.plan(17)).isEqualTo(orders.plan(17)).isNotEqualTo(orders.plan(18));
    }

    @Test
    void anyTrace_lacksItsRootOrAParentUntilItsLastPart() {
        plans().forEach(plan -> {
            for (int parts = 1; parts < plan.parts().size(); parts++) {
                List<PlannedSpan> seen = plan.parts().subList(0, parts).stream()
                        .flatMap(List::stream)
                        .toList();
                Set<Integer> known = new HashSet<>(Set.of(PlannedSpan.NONE));
                seen.forEach(span -> known.add(span.index()));
                boolean root = seen.stream().anyMatch(PlannedSpan::isRoot);
                boolean parents = seen.stream().allMatch(span -> known.contains(span.parent()));
                assertThat(root && parents).as("%s after %s parts", plan, parts).isFalse();
            }
        });
    }

    @Test
    void manyTraces_areOfEveryKind() {
        List<String> rules = plans().flatMap(plan -> plan.findings().stream())
                .map(Finding::rule)
                .distinct()
                .toList();

        assertThat(rules)
                .containsExactlyInAnyOrder(
                        OrderFindings.FAILED,
                        OrderFindings.LEGACY,
                        OrderFindings.AUDITED,
                        OrderFindings.CHECKED,
                        OrderFindings.REPEATED,
                        OrderFindings.CENSUS);
        assertThat(plans().map(plan -> plan.parts().size()).distinct()).contains(1, PARTS);
    }

    private java.util.stream.Stream<TracePlan> plans() {
        return LongStream.rangeClosed(1, TRACES).mapToObj(orders::plan);
    }
}
