package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.RequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorsTest {

    @Test
    void actor_isWhoTheCallerSaysElseAnonymous() {
        assertThat(Actors.of(" ann ", "10.0.0.1")).isEqualTo("ann");
        assertThat(Actors.of(null, "10.0.0.1")).isEqualTo("anonymous@10.0.0.1");
        assertThat(Actors.of(" ", "10.0.0.1")).isEqualTo("anonymous@10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"betrace", "anonymous@10.0.0.1", "a\nb", "a\u202eb", "é"})
    void reservedAndUnprintableNames_areRefused(String name) {
        assertThatThrownBy(() -> Actors.of(name, "10.0.0.1"))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith("betrace-actor: '");
    }
}
