package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Completion;
import com.betrace.model.LocalRootPolicy;
import com.betrace.model.PartialPolicy;
import com.betrace.model.RuleDefinition;
import com.betrace.model.TraceTree;
import com.betrace.model.Verdict;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleCompilation;
import com.betrace.testkit.TestSpans;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of the language, rule by rule: verdicts with their offenders, and what is refused or only hinted at. */
class LanguageTest {

    @ParameterizedTest
    @MethodSource("cases")
    void case_hasItsVerdictAndOffenders(RuleCases.Case example) {
        List<Finding> findings = example.findings();

        assertThat(Rules.verdict(findings)).isEqualTo(example.expected());
        if (!example.detail().isEmpty() || example.expected() == Verdict.SATISFIED) {
            assertThat(example.detail(findings)).isEqualTo(example.detail());
        }
    }

    static Stream<RuleCases.Case> cases() {
        return RuleCases.read("language-cases.txt");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusedExpression_hasItsIssues(String line) {
        RuleCompilation compilation = Rules.compilation(RuleCases.afterBlank(line));

        assertThat(issues(compilation) + " " + RuleCases.afterBlank(line)).isEqualTo(line);
        assertThat(compilation.program()).isNull();
    }

    static Stream<String> refused() {
        return RuleCases.lines("refused-expressions.txt");
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void acceptedExpression_hasItsIssues(String line) {
        RuleCompilation compilation = Rules.compilation(RuleCases.afterBlank(line));

        assertThat(issues(compilation) + " " + RuleCases.afterBlank(line)).isEqualTo(line);
        assertThat(compilation.program()).isNotNull();
    }

    static Stream<String> accepted() {
        return RuleCases.lines("accepted-expressions.txt");
    }

    /** The tolerance is the rule's own; a shift by less than it must change the order. */
    @ParameterizedTest
    @CsvSource({"0, VIOLATED", "10, VIOLATED", "11, UNDECIDED"})
    void skew_isTheRules(long millis, Verdict expected) {
        RuleDefinition rule = RuleDefinition.builder("r", "spans('b', b -> b.precededBy('a'))")
                .completion(new Completion(Duration.ofMillis(millis), LocalRootPolicy.COMPLETE))
                .build();

        List<Finding> findings = judge(rule, "1 - api r 0 90 SERVER\n2 1 risk a 10 10\n3 1 pay b 30 10");

        assertThat(Rules.verdict(findings)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"EVALUATE, VIOLATED", "UNDECIDED, UNDECIDED"})
    void partialTrace_isEvaluatedWhereTheRuleSaysSo(PartialPolicy policy, Verdict expected) {
        RuleDefinition rule =
                RuleDefinition.builder("r", "!has('audit')").onPartial(policy).build();

        List<Finding> findings = judge(rule, "1 - api r 0 90 SERVER\n2 9 api a 10 10");

        assertThat(Rules.verdict(findings)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"COMPLETE, SATISFIED", "PARTIAL, UNDECIDED"})
    void localRoot_countsAsTheRuleSays(LocalRootPolicy policy, Verdict expected) {
        RuleDefinition rule = RuleDefinition.builder("r", "!has('a')")
                .completion(new Completion(null, policy))
                .build();

        List<Finding> findings = judge(rule, "1 9 api r 0 90 SERVER\n2 1 api a 10 10");

        assertThat(Rules.verdict(findings)).isEqualTo(expected);
    }

    private static List<Finding> judge(RuleDefinition rule, String trace) {
        return Rules.compile(rule).judge(TraceTree.of(TestSpans.trace(trace)));
    }

    private static String issues(RuleCompilation compilation) {
        return compilation.issues().isEmpty()
                ? "-"
                : compilation.issues().stream()
                        .map(issue -> issue.code() + "@" + issue.line() + ":" + issue.column())
                        .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void scope_isInferred(String line) {
        String expression = line.replaceFirst("^[A-Z_]+ (presence )?[A-Z]+ ", "");

        CompiledRule rule = Rules.compile(expression);

        String presence = rule.isPresenceTrigger() ? "presence " : "";
        assertThat(rule.scope() + " " + presence + rule.growth() + " " + expression)
                .isEqualTo(line);
    }

    static Stream<String> scopes() {
        return RuleCases.lines("scopes.txt");
    }
}
