package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Exemption;
import com.betrace.model.RuleDefinition;
import com.betrace.model.Verdict;
import com.betrace.rule.Finding;
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

    private static final Pattern BLOCK =
            Pattern.compile("```(rule|message|exception|trace|says)(?: (\\w+))?\\n(.*?)```", Pattern.DOTALL);

    /** A trace below a rule; {@code says} is empty where the page does not say it. */
    record Example(RuleDefinition rule, Verdict expected, String trace, String says) {}

    @ParameterizedTest
    @MethodSource("examples")
    void example_isTrue(Example example) {
        List<Finding> findings = Rules.judge(Rules.compile(example.rule()), example.trace());

        assertThat(findings).extracting(Finding::verdict).contains(example.expected());
        assertThat(Rules.verdict(findings)).isEqualTo(decided(example.expected()));
        if (!example.says().isEmpty()) {
            assertThat(findings.get(0).message()).isEqualTo(example.says());
        }
    }

    private static Verdict decided(Verdict expected) {
        return expected == Verdict.EXCEPTED ? Verdict.SATISFIED : expected;
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
        RuleDefinition.Builder rule = RuleDefinition.builder("r", "");
        for (Matcher block : blocks().toList()) {
            String text = block.group(3).strip();
            switch (block.group(1)) {
                case "rule" -> rule = RuleDefinition.builder("r", text).params(Rules.PARAMS);
                case "message" -> rule.message(text);
                case "exception" -> rule.exceptions(List.of(new Exemption(text, "team", "reason", null)));
                case "says" -> {
                    Example last = examples.remove(examples.size() - 1);
                    examples.add(new Example(last.rule(), last.expected(), last.trace(), text));
                }
                default -> examples.add(new Example(rule.build(), Verdict.valueOf(block.group(2)), block.group(3), ""));
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
