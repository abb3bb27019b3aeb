package com.betrace.rule.jexl;

import static com.betrace.testkit.TestSpans.spanId;
import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.Exemption;
import com.betrace.model.RuleDefinition;
import com.betrace.model.UndecidedReason;
import com.betrace.model.Verdict;
import com.betrace.rule.Evidence;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleIssue;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule says beside its condition: message, fingerprint and exceptions. Today is 2026-01-01. */
class CompanionsTest {

    private static final String CHARGES = """
            r - gw "POST /pay" 0 900 SERVER tenant=acme
            c r pay charge 100 200 CLIENT amount=1500 tenant=acme
            d r pay charge 400 50 CLIENT amount=2000 tenant=test
            """;

    private static RuleDefinition.Builder charges() {
        return RuleDefinition.builder("r", "spans(\"charge\", c -> c.amount > param.max)")
                .params(Map.of("max", 1000L));
    }

    private static Finding judge(RuleDefinition.Builder rule) {
        return Rules.judge(Rules.compile(rule.build()), CHARGES).get(0);
    }

    private static String message(String template) {
        return judge(charges().message(template)).message();
    }

    private static Exemption exempt(String when, String expires) {
        return new Exemption(when, "team-pay", "load test", expires == null ? null : LocalDate.parse(expires));
    }

    @Test
    void r22_message_showsValues() {
        assertThat(message(
                        "charge ${span.amount} in ${span.service}, more than ${param.max}; ${trace.spans.count} spans"))
                .isEqualTo("charge 1500 in pay, more than 1000; 3 spans");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no template|no template",
                "${span.nothing}|(none)",
                "a $ b $$ c {d} }|a $ b $$ c {d} }",
                "$${span.name}|${span.name}",
                "${span.duration} ${span.failed}|200ms false",
                "${'}' + span.name}|}charge",
                "${{'charge': 'paid'}[span.name]}|paid",
                "${list.pii_tables}|[customers, patients]",
                "${lookup.latency_budget['/search']}|200ms",
                "${span.parent.name}|POST /pay"
            })
    void r22_template_isText(String template, String expected) {
        assertThat(message(template)).isEqualTo(expected);
    }

    @Test
    void r22_controlCharacters_areEscaped() {
        String trace = "c - pay \"a\tb\" 0 1 CLIENT note=\"x\u0007y\"";
        RuleDefinition rule = RuleDefinition.builder("r", "span.note != null")
                .message("${span.name} ${span.note}")
                .build();

        assertThat(Rules.judge(Rules.compile(rule), trace).get(0).message()).isEqualTo("a\\tb x\\u0007y");
    }

    @Test
    void r22_message_hasAtMost1KiB() {
        String trace = "c - pay " + "ü".repeat(800) + " 0 1";
        RuleDefinition rule = RuleDefinition.builder("r", "span.name =^ 'ü'")
                .message("${span.name}")
                .build();
        String message = Rules.judge(Rules.compile(rule), trace).get(0).message();

        assertThat(message.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1020, 1024);
        assertThat(message).endsWith("ü...");
    }

    @Test
    void r22_partThatFails_isAnError() {
        assertThat(message("${count(s -> every((1..900000000), x -> x > 0)) > 0} ${span.name}"))
                .isEqualTo("(error) (error)");
    }

    @Test
    void groupIsThere_whereTheRuleYieldsGroups() {
        RuleDefinition.Builder rule = RuleDefinition.builder(
                        "r", "spans(\"charge\").groupBy(s -> s.service).where(g -> g.count() > 1)")
                .message("${group.count} times ${group.spans.first.name} in ${group.key}")
                .fingerprint(List.of("group.key"));

        assertThat(judge(rule).message()).isEqualTo("2 times charge in pay");
        assertThat(judge(rule).evidence().fingerprint()).containsExactly("pay");
    }

    @Test
    void r1_span_isTheJudgedOneElseTheFirstOffenderElseTheRootElseTheEarliest() {
        String template = "${span.name}";
        RuleDefinition perSpan = RuleDefinition.builder("r", "span.name == 'charge' && span.parent.failed == false")
                .message(template + " ${span.amount}")
                .build();
        assertThat(Rules.judge(Rules.compile(perSpan), CHARGES))
                .extracting(Finding::message)
                .containsExactly("", "charge 1500", "charge 2000");
        assertThat(message(template)).isEqualTo("charge");
        assertThat(judge(RuleDefinition.builder("r", "trace.spans.count == 3").message(template))
                        .message())
                .isEqualTo("POST /pay");
        RuleDefinition rootless =
                RuleDefinition.builder("r", "count('*') == 2").message(template).build();
        assertThat(Rules.judge(Rules.compile(rootless), "b - api late 5 1\na - api early 0 1")
                        .get(0)
                        .message())
                .isEqualTo("early");
    }

    @Test
    void r1_fingerprint_isServiceAndNameUnlessTheRuleSaysOtherwise() {
        assertThat(judge(charges()).evidence().fingerprint()).containsExactly("pay", "charge");
        assertThat(judge(charges().fingerprint(List.of("span.tenant", "trace.root.name", "span.nothing")))
                        .evidence()
                        .fingerprint())
                .containsExactly("acme", "POST /pay", "(none)");
    }

    @Test
    void r21_exception_removesItsOffenders() {
        Finding finding = judge(charges().exceptions(List.of(exempt("span.tenant == 'test'", "2026-12-31"))));

        assertThat(finding.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(finding.offenders()).extracting(span -> span.spanId()).containsExactly(spanId("c"));
    }

    @Test
    void r21_violationWithoutOffendersLeft_isExcepted() {
        Finding finding = judge(charges()
                .exceptions(List.of(exempt("span.tenant == 'test'", null), exempt("span.amount < 1600", null))));

        assertThat(finding.verdict()).isEqualTo(Verdict.EXCEPTED);
        assertThat(finding.evidence()).isNull();
    }

    @Test
    void r21_everythingShown_isAboutWhatIsLeft() {
        Evidence evidence = judge(
                        charges().message("${span.tenant}").exceptions(List.of(exempt("span.tenant == 'acme'", null))))
                .evidence();

        assertThat(evidence.message()).isEqualTo("test");
        assertThat(evidence.named().spanId()).isEqualTo(spanId("d"));
        assertThat(evidence.explanation().roles().get(0).spanId()).isEqualTo(spanId("d"));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-01, EXCEPTED", "2025-12-31, VIOLATED", ", EXCEPTED"})
    void r21_exception_holdsUntilTheEndOfItsLastDay(String expires, Verdict expected) {
        assertThat(judge(charges().exceptions(List.of(exempt("true && span.kind == 'CLIENT'", expires))))
                        .verdict())
                .isEqualTo(expected);
    }

    @Test
    void r21_exceptionOfARuleWithoutOffenders_isAboutTheSpanItNames() {
        RuleDefinition.Builder rule = RuleDefinition.builder("r", "trace.spans.count == 3");

        assertThat(judge(rule.exceptions(List.of(exempt("span.tenant == 'acme'", null))))
                        .verdict())
                .isEqualTo(Verdict.EXCEPTED);
        assertThat(judge(rule.exceptions(List.of(exempt("span.tenant == 'test'", null))))
                        .verdict())
                .isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void r21_exceptionThatExceedsItsBudget_leavesTheFindingUndecided() {
        Finding finding = judge(charges()
                .exceptions(List.of(exempt("span.kind == 'CLIENT' && every((1..900000000), x -> x > 0)", null))));

        assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(finding.reason()).isEqualTo(UndecidedReason.BUDGET);
        assertThat(finding.failure())
                .startsWith("exceptions[0].when came to no end: the rule took more steps than it may near 1:");
    }

    @Test
    void companionsTogether_haveAnAllowanceOfText() {
        RuleDefinition long9 = charges()
                .exceptions(Collections.nCopies(9, exempt("span.name == '" + "x".repeat(980) + "'", null)))
                .build();

        assertThat(Rules.compilation(long9).issues())
                .extracting(i -> i.field() + " " + i.code())
                .containsExactly("exceptions[8].when text-too-long");
    }

    @Test
    void messageOfManyExpressions_isRefusedAtTheFirstThatIsTooMuch() {
        RuleDefinition many = charges().message("${a}".repeat(50_000)).build();

        assertThat(Rules.compilation(many).issues())
                .hasSize(65)
                .last()
                .extracting(i -> i.code() + " " + i.line() + ":" + i.column())
                .isEqualTo("too-many-expressions 1:259");
    }

    @Test
    void issuesOfCompanions_comeWithThoseOfTheCondition() {
        RuleDefinition broken = RuleDefinition.builder("r", "span.failde( && ")
                .message("${nope} ${group.key} ${trace.duration}")
                .exceptions(List.of(exempt("spam.tenant", null)))
                .build();

        assertThat(Rules.compilation(broken).issues())
                .extracting(RuleIssue::field)
                .containsExactly("expression", "message", "exceptions[0].when");
    }

    @Test
    void presenceTrigger_waitsForTheCloseWhereItsMessageReadsTheTrace() {
        assertThat(Rules.compile(charges().message("${span.name}").build()).isPresenceTrigger())
                .isTrue();
        assertThat(Rules.compile(charges().message("${trace.duration}").build()).isPresenceTrigger())
                .isFalse();
    }

    @Test
    void presenceTrigger_isExceptedAsItArrives() {
        var rule = Rules.compile(charges()
                .exceptions(List.of(exempt("span.tenant == 'test'", null)))
                .build());
        var spans = com.betrace.testkit.TestSpans.spans(CHARGES);

        assertThat(rule.judge(spans.get(2)).verdict()).isEqualTo(Verdict.EXCEPTED);
        assertThat(rule.judge(spans.get(1)).verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void issues_sayWhichFieldTheyAreAbout() {
        RuleDefinition broken = charges()
                .message("charge ${span.stauts2()} of\n  ${nope} ${")
                .fingerprint(List.of("span.service", "group.key"))
                .exceptions(List.of(exempt("true", null), exempt("spam.tenant", null)))
                .build();

        assertThat(Rules.compilation(broken).issues())
                .extracting(i -> i.field() + " " + i.line() + ":" + i.column() + " " + i.code())
                .containsExactly(
                        "message 1:15 unknown-method",
                        "message 2:5 unknown-variable",
                        "message 2:11 unterminated-template",
                        "fingerprint[1] 1:1 unknown-variable",
                        "exceptions[0].when 1:1 reads-nothing",
                        "exceptions[1].when 1:1 unknown-variable");
    }

    @Test
    void r3_companionsOfASpanRule_readTheSpanOnly() {
        RuleDefinition broken = RuleDefinition.builder("r", "span.failed")
                .message("${trace.duration} ${span.parent.name} ${has(\"x\")} ${span.name}")
                .build();

        assertThat(Rules.compilation(broken).issues())
                .hasSize(3)
                .extracting(RuleIssue::code)
                .containsOnly("reads-too-much");
        assertThat(Rules.compilation(broken).issues().get(0).snippet())
                .isEqualTo("${trace.duration} ${span.parent.name} ${has(\"x\")} ${span.name}\n        ^");
    }

    @Test
    void companions_areBounded() {
        RuleDefinition many = charges()
                .message("${span.name}".repeat(40))
                .exceptions(Collections.nCopies(30, exempt("span.failed", null)))
                .build();
        RuleDefinition longOne = charges()
                .exceptions(List.of(exempt("span.name == '" + "x".repeat(1024) + "'", null)))
                .build();

        assertThat(Rules.compilation(many).issues())
                .extracting(i -> i.field() + " " + i.code())
                .containsExactly("exceptions[24].when too-many-expressions");
        assertThat(Rules.compilation(longOne).issues())
                .extracting(RuleIssue::message)
                .containsExactly("the expression has 1039 bytes, at most 1024 are allowed");
    }
}
