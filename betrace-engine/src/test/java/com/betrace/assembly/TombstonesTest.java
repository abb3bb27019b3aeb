package com.betrace.assembly;

import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TombstonesTest {

    private final Tombstones tombstones = new Tombstones(1_024);

    private static void addAll(Tombstones tombstones, long last) {
        LongStream.rangeClosed(1, last).forEach(id -> tombstones.add(traceId(id), id, id % 2 == 0));
    }

    private static boolean contains(Tombstones tombstones, long id) {
        return tombstones.find(traceId(id)) != Tombstones.ABSENT;
    }

    @Test
    void closedTraces_areRememberedWithWhenAndWhy() {
        addAll(tombstones, 100);

        assertThat(LongStream.rangeClosed(1, 100)).allMatch(id -> contains(tombstones, id));
        assertThat(LongStream.rangeClosed(101, 1_000)).noneMatch(id -> contains(tombstones, id));
        assertThat(Tombstones.closedAt(tombstones.find(traceId(42)))).isEqualTo(42);
        assertThat(Tombstones.byLimit(tombstones.find(traceId(42)))).isTrue();
        assertThat(Tombstones.byLimit(tombstones.find(traceId(43)))).isFalse();
    }

    @Test
    void sameTraceAgain_takesNoFurtherPlace() {
        Tombstones eight = new Tombstones(8);
        addAll(eight, 8);
        eight.add(traceId(8), 99, false);

        assertThat(LongStream.rangeClosed(1, 8)).allMatch(id -> contains(eight, id));
        assertThat(Tombstones.closedAt(eight.find(traceId(8)))).isEqualTo(99);
    }

    @Test
    void fullTable_forgetsTheOldest() {
        Tombstones eight = new Tombstones(8);
        addAll(eight, 12);

        assertThat(LongStream.rangeClosed(1, 4)).noneMatch(id -> contains(eight, id));
        assertThat(LongStream.rangeClosed(5, 12)).allMatch(id -> contains(eight, id));
    }

    @Test
    void anyFlood_keepsItsSize() {
        addAll(tombstones, 100_000);

        assertThat(LongStream.rangeClosed(1, 100_000)
                        .filter(id -> contains(tombstones, id))
                        .count())
                .isEqualTo(1_024);
    }

    @Test
    void b10_whatWasForgotten_leavesAFaintTrace() {
        addAll(tombstones, 3_000);

        long forgotten = LongStream.rangeClosed(1, 3_000)
                .filter(id -> !contains(tombstones, id))
                .count();
        long faint = LongStream.rangeClosed(1, 3_000)
                .filter(id -> tombstones.isFaint(traceId(id)))
                .count();
        assertThat(faint).isGreaterThan(forgotten * 9 / 10);
        assertThat(LongStream.rangeClosed(3_001, 10_000)).noneMatch(id -> tombstones.isFaint(traceId(id)));
    }
}
