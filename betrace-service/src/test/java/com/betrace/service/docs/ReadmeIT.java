package com.betrace.service.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.RunningBetrace;
import com.betrace.service.cli.DemoFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every command of the README's tour, in its order, against a service on which the demo ran. */
class ReadmeIT {

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    @Test
    void tour_worksAsWritten() throws Exception {
        DemoFixture.run(BETRACE.endpoints());
        int commands = DocumentedCommands.runAll(RunningBetrace.ROOT.resolve("README.md"), BETRACE.endpoints());

        assertThat(commands).isGreaterThan(10);
    }
}
