package com.betrace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TraceIdTest {

    private static final String HEX = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void parse_readsBothCasesAndPrintsLowerCase() {
        assertThat(TraceId.parse(HEX.toUpperCase())).hasToString(HEX).isEqualTo(TraceId.parse(HEX));
    }

    @Test
    void bytes_roundTrip() {
        TraceId id = TraceId.parse(HEX);
        assertThat(TraceId.of(id.toBytes())).isEqualTo(id);
    }

    @Test
    void badIds_areRefusedWithWhatWasFound() {
        assertThatThrownBy(() -> TraceId.parse("abc")).hasMessage("trace id has 3 characters, expected 32 hex digits");
        assertThatThrownBy(() -> TraceId.parse(HEX.replace('f', 'g')))
                .hasMessage("trace id has 'g' at position 3, expected a hex digit");
        assertThatThrownBy(() -> TraceId.parse("0".repeat(32))).hasMessage("trace id is all zero");
        assertThatThrownBy(() -> TraceId.of(new byte[15])).hasMessage("trace id has 15 bytes, expected 16");
    }

    @Test
    void order_isUnsigned() {
        assertThat(TraceId.parse("f" + HEX.substring(1))).isGreaterThan(TraceId.parse(HEX));
    }
}
