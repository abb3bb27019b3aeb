package com.betrace.service.rulesdirectory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dropwizard.jackson.Jackson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesFactoryTest {

    @Test
    void overrides_haveTheTypesOfParameters() throws JsonProcessingException {
        RulesFactory factory = Jackson.newObjectMapper().readValue("""
                {"params": {"pay": {"max": 9223372036854775807, "whole": 2.0, "on": true, "name": "x",
                                    "many": ["a", 1, 1.0, false]},
                            "slow": {}}}""", RulesFactory.class);

        assertThat(factory.overrides())
                .isEqualTo(Map.of(
                        "pay",
                        Map.of(
                                "max",
                                Long.MAX_VALUE,
                                "whole",
                                2.0,
                                "on",
                                true,
                                "name",
                                "x",
                                "many",
                                List.of("a", 1L, 1.0, false)),
                        "slow",
                        Map.of()));
    }

    @Test
    void emptyBlock_overridesNothing() {
        assertThat(new RulesFactory().overrides()).isEmpty();
    }
}
