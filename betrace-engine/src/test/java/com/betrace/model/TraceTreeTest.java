package com.betrace.model;

import static com.betrace.testkit.TestSpans.spanId;
import static com.betrace.testkit.TestSpans.trace;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.testkit.TestSpans;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTreeTest {

    @Test
    void spans_areNumberedByStartThenId() {
        TraceTree tree = tree("b a api y 5 1\na - api x 0 9\nd a api z 5 1\nc a api w 2 1");

        assertThat(tree.spans()).extracting(Span::name).containsExactly("x", "w", "y", "z");
        assertThat(tree.children(0)).containsExactly(1, 2, 3);
        assertThat(tree.root()).isZero();
        assertThat(tree.depth()).isEqualTo(2);
        assertThat(tree.isComplete(true)).isTrue();
    }

    @Test
    void ancestors_areKnownBothWays() {
        TraceTree tree = tree("a - s x 0 9\nb a s x 1 9\nc b s x 2 9\nd a s x 3 9");

        assertThat(tree.ancestors(2)).containsExactly(1, 0);
        assertThat(tree.isAncestor(0, 2)).isTrue();
        assertThat(tree.isAncestor(1, 3)).isFalse();
        assertThat(tree.isAncestor(2, 0)).isFalse();
        assertThat(tree.isAncestor(0, 0)).isFalse();
    }

    @Test
    void cycle_hasNoSpanAboveItself() {
        TraceTree tree = tree("r - s x 0 9\na b s x 1 9\nb a s x 2 9\nc b s x 3 9\nd d s x 4 9");

        assertThat(tree.isCyclic()).isTrue();
        assertThat(tree.isComplete(true)).isFalse();
        assertThat(tree.ancestors(1)).containsExactly(2);
        assertThat(tree.ancestors(3)).containsExactly(2, 1);
        assertThat(tree.ancestors(4)).isEmpty();
        assertThat(tree.isAncestor(1, 1)).isFalse();
        assertThat(tree.isAncestor(1, 3)).isTrue();
        assertThat(tree.isAncestor(4, 4)).isFalse();
        assertThat(tree.depth(3)).isEqualTo(3);
    }

    @Test
    void root_isTheOnlyLocalRootWhereNoSpanIsParentless() {
        TraceTree tree = tree("a 9 s x 0 9 SERVER\nb a s x 1 2");
        assertThat(tree.root()).isZero();
        assertThat(tree.isOrphan(0)).isTrue();
        assertThat(tree.isComplete(true)).isTrue();
        assertThat(tree.isComplete(false)).isFalse();

        TraceTree two = tree("a 9 s x 0 9 SERVER\nb 8 s x 1 2 CONSUMER");
        assertThat(two.root()).isEqualTo(TraceTree.NONE);
        assertThat(two.roots()).containsExactly(0, 1);
        assertThat(two.isComplete(true)).isFalse();
    }

    @Test
    void orphan_makesTheTracePartial() {
        TraceTree tree = tree("a - s x 0 9 SERVER\nb 9 s x 1 2 CLIENT");
        assertThat(tree.orphans()).containsExactly(1);
        assertThat(tree.isComplete(true)).isFalse();
        assertThat(tree.depth(1)).isEqualTo(1);
        assertThat(tree.place(spanId("b"))).isEqualTo(1);
        assertThat(tree.place(spanId("z"))).isEqualTo(TraceTree.NONE);
    }

    @Test
    void closeReason_decidesWhetherATraceMayBeComplete() {
        List<CloseReason> complete = Arrays.stream(CloseReason.values())
                .filter(reason ->
                        TraceTree.of(TestSpans.trace(reason, "a - s x 0 9")).isComplete(true))
                .toList();
        assertThat(complete).containsExactly(CloseReason.ROOT, CloseReason.IDLE);
    }

    private static TraceTree tree(String lines) {
        return TraceTree.of(trace(lines));
    }
}
