package com.betrace.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.Main;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rules chek             | betrace rules: there is no command 'chek'; did you mean 'check'?
            rules frobnicate       | betrace rules: there is no command 'frobnicate'
            rules check            | betrace rules check: too few arguments
            rules check --strct a  | betrace rules check: there is no option '--strct'; did you mean '--strict'?
            rules check none.yaml  | betrace rules check: none.yaml: there is no such file
            rules check pom.xml    | betrace rules check: pom.xml: is no rule file by its name, expected .yaml, .yml or .json
            """)
    void wrongWords_areAnsweredByWhatIsRight(String words, String message) {
        CommandRun run = CommandRun.of(words.split(" "));

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith(message).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void help_ofACommand_hasUsageOptionsAndExamples(String command) {
        CommandRun run = CommandRun.of((command + " --help").split(" "));

        assertThat(run.exit()).isEqualTo(ExitCode.FINE);
        assertThat(run.out())
                .startsWith("usage: betrace " + command)
                .contains("--json", "\nexamples:\n  ./betrace " + command);
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(run.err()).isEmpty();
    }

    static List<String> names() {
        return Main.commands().names();
    }

    @Test
    void groupAlone_listsItsCommandsWithExamples() {
        CommandRun asked = CommandRun.of("rules", "--help");
        CommandRun alone = CommandRun.of("rules");

        assertThat(asked.exit()).isEqualTo(ExitCode.FINE);
        assertThat(alone.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(alone.out())
                .isEqualTo(asked.out())
                .contains("  rules check        read and compile rule files\n", "  ./betrace rules test rules/\n");
    }

    @Test
    void wordsOfTheApplication_areNotOfTheseCommands() {
        assertThat(Main.commands().knows("rules", "check")).isTrue();
        assertThat(Main.commands().knows("server", "config.yml")).isFalse();
        assertThat(Main.commands().knows()).isFalse();
    }

    @Test
    void colours_areForTerminalsThatWantThem() {
        assertThat(CommandRun.of(Map.of("BETRACE_COLOR", "always"), "rules", "check")
                        .err())
                .startsWith("\u001b[31mbetrace rules check: \u001b[0mtoo few");
        assertThat(CommandRun.of(Map.of("BETRACE_COLOR", "always", "NO_COLOR", "1"), "rules", "check")
                        .err())
                .startsWith("betrace rules check: too few");
    }
}
