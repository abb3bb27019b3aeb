package com.betrace.service.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DraftChangeCommandTest {

    @Test
    void remarkWithLineBreaks_staysOneComment() {
        assertThat(DraftChangeCommand.onOneLine("the type of 'a\nmacros:\r\n\u0085\u2028b\u001b[2J'"))
                .isEqualTo("the type of 'a macros:    b [2J'");
    }
}
