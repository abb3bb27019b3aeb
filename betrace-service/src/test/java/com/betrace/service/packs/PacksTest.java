package com.betrace.service.packs;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Verdict;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleIssue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every pack, and of all of them together. */
class PacksTest {

    private static final int FEWEST_RULES = 45;

    private static final List<String> CONTROLS = List.of(
            "SOC2:CC6.1",
            "SOC2:CC7.2",
            "SOC2:CC8.1",
            "HIPAA:164.312(a)",
            "HIPAA:164.312(b)",
            "GDPR:Art.17",
            "GDPR:Art.22",
            "GDPR:Art.32",
            "GDPR:Art.44",
            "PCI-DSS:3",
            "PCI-DSS:7",
            "PCI-DSS:10",
            "ISO27001:A.8.2",
            "FedRAMP:AC-2",
            "FedRAMP:AU-2");

    private record RuleOfPack(Pack pack, PackRule rule) {

        @Override
        public String toString() {
            return rule.id();
        }
    }

    private static Stream<RuleOfPack> rules() {
        return PackFiles.all().stream().flatMap(pack -> pack.rules().stream().map(rule -> new RuleOfPack(pack, rule)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void compilesAndPassesItsTests(RuleOfPack tried) {
        RuleCompilation compilation =
                Trial.compile(tried.rule().rule(), tried.pack().names());

        assertThat(compilation.issues()).noneMatch(issue -> issue.level() != RuleIssue.Level.HINT);
        assertThat(Trial.failures(compilation.program(), tried.rule().tests())).isEmpty();
    }

    @Test
    void isCompiledAndNotInterpreted() {
        List<String> interpreted = rules().filter(PacksTest::isInterpreted)
                .map(RuleOfPack::toString)
                .toList();

        assertThat(interpreted).isEmpty();
    }

    private static boolean isInterpreted(RuleOfPack tried) {
        CompiledRule compiled =
                Trial.compile(tried.rule().rule(), tried.pack().names()).program();
        return compiled == null || compiled.isInterpreted();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void saysWhatItIsAndIsTestedBothWays(RuleOfPack tried) {
        PackRule rule = tried.rule();

        assertThat(rule.definition().description()).isNotBlank();
        assertThat(rule.definition().message()).contains("${");
        assertThat(rule.definition().tags()).isNotEmpty();
        assertThat(rule.definition().controls())
                .isNotEmpty()
                .allMatch(control -> control.matches("[A-Za-z0-9-]+:\\S+"));
        assertThat(rule.tests())
                .anyMatch(test -> test.expect() == Verdict.VIOLATED)
                .anyMatch(test -> test.expect() == Verdict.SATISFIED);
    }

    @Test
    void namesAreUniqueOverAllPacks() {
        List<String> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> shared = new ArrayList<>();
        for (Pack pack : PackFiles.all()) {
            pack.rules().forEach(rule -> ids.add(rule.id()));
            pack.rules().forEach(rule -> names.add(rule.definition().name()));
            shared.addAll(pack.names().lists().keySet());
            shared.addAll(pack.names().lookups().keySet());
            shared.addAll(pack.names().macros().keySet());
        }
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(FEWEST_RULES);
        assertThat(names).doesNotHaveDuplicates();
        assertThat(shared).doesNotHaveDuplicates();
    }

    /** A control counts as covered by one of its parts, as 10 is by 10.2. */
    @Test
    void requiredControlsAreCovered() {
        List<String> covered = rules().flatMap(tried -> tried.rule().definition().controls().stream())
                .toList();

        assertThat(CONTROLS)
                .allSatisfy(control -> assertThat(covered)
                        .anyMatch(found -> found.equals(control)
                                || found.startsWith(control + ".")
                                || found.startsWith(control + "(")));
    }
}
