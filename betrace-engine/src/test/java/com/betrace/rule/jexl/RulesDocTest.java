package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Verdict;
import com.betrace.rule.RuleIssue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule on the page compiles, and says of the traces below it what the page says. */
class RulesDocTest {

    private static final Pattern BLOCK = Pattern.compile("```(rule|trace)(?: (\\w+))?\\n(.*?)```", Pattern.DOTALL);

    record Example(String rule, Verdict expected, String trace) {}

    @ParameterizedTest
    @MethodSource("examples")
    void example_isTrue(Example example) {
        assertThat(Rules.verdict(example.rule(), example.trace())).isEqualTo(example.expected());
    }

    @Test
    void rules_haveNeitherErrorsNorWarnings() throws IOException {
        List<String> rules = blocks().filter(m -> m.group(1).equals("rule"))
                .map(m -> m.group(3).strip())
                .toList();
        assertThat(rules).hasSizeGreaterThan(12).allSatisfy(rule -> {
            List<RuleIssue> issues = Rules.compilation(rule).issues();
            assertThat(issues)
                    .as(rule + "\n" + Rules.display(issues))
                    .allMatch(issue -> issue.level() == RuleIssue.Level.HINT);
        });
    }

    static Stream<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        String rule = "";
        for (Matcher block : blocks().toList()) {
            if (block.group(1).equals("rule")) {
                rule = block.group(3).strip();
            } else {
                examples.add(new Example(rule, Verdict.valueOf(block.group(2)), block.group(3)));
            }
        }
        return examples.stream();
    }

    private static Stream<Matcher> blocks() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("betrace.root"), "docs/RULES.md"));
        List<Matcher> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(page);
        while (matcher.find()) {
            Matcher found = BLOCK.matcher(matcher.group());
            found.matches();
            blocks.add(found);
        }
        return blocks.stream();
    }
}
