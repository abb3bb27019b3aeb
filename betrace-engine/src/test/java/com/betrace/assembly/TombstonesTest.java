package com.betrace.assembly;

import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TombstonesTest {

    @Test
    void closedTraces_areRemembered() {
        Tombstones tombstones = new Tombstones(1_024);
        LongStream.rangeClosed(1, 100).forEach(id -> tombstones.add(traceId(id)));

        assertThat(LongStream.rangeClosed(1, 100)).allMatch(id -> tombstones.contains(traceId(id)));
        assertThat(LongStream.rangeClosed(101, 1_000)).noneMatch(id -> tombstones.contains(traceId(id)));
    }

    @Test
    void fullTable_forgetsTheOldest() {
        Tombstones tombstones = new Tombstones(8);
        LongStream.rangeClosed(1, 12).forEach(id -> tombstones.add(traceId(id)));

        assertThat(LongStream.rangeClosed(1, 4)).noneMatch(id -> tombstones.contains(traceId(id)));
        assertThat(LongStream.rangeClosed(5, 12)).allMatch(id -> tombstones.contains(traceId(id)));
    }

    @Test
    void anyFlood_keepsItsSize() {
        Tombstones tombstones = new Tombstones(1_000);
        LongStream.rangeClosed(1, 100_000).forEach(id -> tombstones.add(traceId(id)));

        assertThat(LongStream.rangeClosed(1, 100_000)
                        .filter(id -> tombstones.contains(traceId(id)))
                        .count())
                .isEqualTo(1_024);
    }
}
