package com.betrace.store;

import com.betrace.model.Completion;
import com.betrace.model.Exemption;
import com.betrace.model.LocalRootPolicy;
import com.betrace.model.PartialPolicy;
import com.betrace.model.Provenance;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleMode;
import com.betrace.model.RuleTest;
import com.betrace.model.Severity;
import com.betrace.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A rule that says everything that can be said, with values that are easily lost. */
final class FullRule {

    private static final Map<String, Object> PARAMS = Map.of(
            "count",
            1_000L,
            "huge",
            Long.MAX_VALUE,
            "share",
            0.5,
            "whole",
            2.0,
            "on",
            true,
            "name",
            "größe \"x\"",
            "list",
            List.of("a", 1L, 2.5, false));

    private static final RuleDefinition DEFINITION = RuleDefinition.builder(
                    "Großer Betrag 💳 检查", "span['größe'] > 1 && span.name =~ 'a\\\\.b' // 💥")
            .description("line one\nline \"two\"\t'three'; -- DROP TABLE rules")
            .severity(Severity.CRITICAL)
            .tags(List.of("zürich", "a,b", "", "quote\"d", "a,b"))
            .params(PARAMS)
            .mode(RuleMode.SHADOW)
            .owner("team-zahlung")
            .runbook("https://runbooks.example.com/fraud?a=1&b='2'")
            .controls(List.of("PCI-DSS:10.2", "SOC2:CC7.2"))
            .message("charge ${span.amount} 💳")
            .fingerprint(List.of("span.service", "span['größe']"))
            .onPartial(PartialPolicy.EVALUATE)
            .completion(new Completion(
                    Duration.ofNanos(1_500_001),
                    LocalRootPolicy.PARTIAL,
                    Duration.ofSeconds(10),
                    Duration.ofMillis(30_500),
                    Duration.ofMinutes(5)))
            .exceptions(List.of(
                    new Exemption("span['tenant'] == 'test'", "team", "load test", LocalDate.of(2027, 1, 31)),
                    new Exemption("span.ok", "team", "for ever", null)))
            .tests(List.of(
                    new RuleTest(
                            "zu spät 💥",
                            Verdict.VIOLATED,
                            List.of("c", "d"),
                            "r - gw \"POST /größe\" 0 900\n",
                            List.of("r", "c@+8s")),
                    new RuleTest("empty", Verdict.UNDECIDED, List.of(), "", List.of())))
            .build();

    static final Rule RULE = new Rule(
            "fraud.check_1-a",
            DEFINITION,
            false,
            Instant.parse("2026-01-02T03:04:05.123456Z"),
            Instant.parse("2262-04-11T23:47:16.854775Z"),
            Long.MAX_VALUE,
            Provenance.ofFile("zürich/big payments.yaml"),
            PARAMS);

    private FullRule() {}
}
