package com.betrace.service.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1969-12-31T23:59:59.999999Z",
                "1970-01-01T00:00:00Z",
                "2262-04-11T23:47:16.854775Z",
                "9999-12-31T23:59:59Z"
            })
    void time_comesBackAsItWas(Instant time) {
        assertThat(Micros.toInstant(Micros.of(time))).isEqualTo(time);
    }

    @Test
    void time_isRoundedDownAndABoundaryUp() {
        Instant time = Instant.parse("1969-12-31T23:59:59.000000001Z");

        assertThat(Micros.of(time)).isEqualTo(-1_000_000);
        assertThat(Micros.boundary(time)).isEqualTo(-999_999);
        assertThat(Micros.boundary(Instant.EPOCH)).isZero();
    }

    @Test
    void time_thatDoesNotFitBecomesTheNearest() {
        assertThat(Micros.of(Instant.MAX)).isGreaterThan(Micros.of(Instant.parse("+200000-01-01T00:00:00Z")));
        assertThat(Micros.of(Instant.MIN)).isLessThan(Micros.of(Instant.parse("-200000-01-01T00:00:00Z")));
    }
}
