package com.betrace.service.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildVersionTest {

    @Test
    void read_isTheVersionOfTheBuild() {
        assertThat(BuildVersion.read()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }
}
