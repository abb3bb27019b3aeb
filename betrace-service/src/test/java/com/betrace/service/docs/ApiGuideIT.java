package com.betrace.service.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.RunningBetrace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every command of the API guide, in its order, against a fresh service. */
class ApiGuideIT {

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    @Test
    void commands_workAsWritten() throws Exception {
        int commands = DocumentedCommands.runAll(RunningBetrace.ROOT.resolve("docs/API.md"), BETRACE.endpoints());

        assertThat(commands).isGreaterThan(8);
    }
}
