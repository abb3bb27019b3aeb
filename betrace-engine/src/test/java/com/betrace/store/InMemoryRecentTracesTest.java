package com.betrace.store;

import static com.betrace.testkit.TestSpans.span;
import static com.betrace.testkit.TestSpans.spans;
import static com.betrace.testkit.TestSpans.trace;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.CloseReason;
import com.betrace.model.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryRecentTracesTest {

    private final RecentTraces recent = new InMemoryRecentTraces(4, 100_000);

    @Test
    void trace_isFoundById() {
        Trace two = twoSpans(1);
        recent.add(two);

        assertThat(recent.find(two.id())).contains(two);
        assertThat(recent.find(traceId(2))).isEmpty();
    }

    @Test
    void fullRing_forgetsTheOldest() {
        for (int number = 1; number <= 3; number++) {
            recent.add(twoSpans(number));
        }

        assertThat(recent.find(traceId(1))).isEmpty();
        assertThat(recent.find(traceId(2))).isPresent();
        assertThat(recent.find(traceId(3))).isPresent();
    }

    @Test
    void sameId_isReplacedAndCountedOnce() {
        recent.add(twoSpans(1));
        Trace again = trace(CloseReason.IDLE, List.of(span(traceId(1), "c - api late 0 1")));
        recent.add(again);
        recent.add(twoSpans(2));

        assertThat(recent.find(traceId(1))).contains(again);
    }

    @Test
    void newest_comeFirstAndOnlySoManyAsAskedFor() {
        RecentTraces large = new InMemoryRecentTraces(100, 100_000);
        for (int number = 1; number <= 4; number++) {
            large.add(twoSpans(number));
        }
        large.add(twoSpans(2));

        List<Trace> newest = large.newest(3);
        large.add(twoSpans(5));

        assertThat(newest).extracting(Trace::id).containsExactly(traceId(2), traceId(4), traceId(3));
        assertThat(large.newest(Integer.MAX_VALUE)).hasSize(5);
        assertThat(large.newest(0)).isEmpty();
    }

    @Test
    void traceLargerThanTheRing_isNotKept() {
        recent.add(trace("1 - a b 0 1\n2 - a b 0 1\n3 - a b 0 1\n4 - a b 0 1\n5 - a b 0 1"));

        assertThat(recent.find(traceId(1))).isEmpty();
    }

    @Test
    void fullMemory_forgetsTheOldest() {
        RecentTraces small = new InMemoryRecentTraces(1_000, 10_000);
        String text = "x".repeat(3_000);
        small.add(trace(CloseReason.ROOT, List.of(span(traceId(1), "r - api GET 0 1 k=" + text))));
        small.add(trace(CloseReason.ROOT, List.of(span(traceId(2), "r - api GET 0 1 k=" + text))));

        assertThat(small.find(traceId(1))).isEmpty();
        assertThat(small.find(traceId(2))).isPresent();
    }

    private static Trace twoSpans(long number) {
        return trace(CloseReason.ROOT, spans(traceId(number), "a - api GET 0 2\nb a api q 0 1"));
    }
}
