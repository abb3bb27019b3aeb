package com.betrace.benchmarks.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.v1.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The audit of the fault runs is worth something only where it notices each way of being wrong. */
class AuditTest {

    private static final Finding SLOW = Finding.of("slow", "t1", List.of("s2", "s1"));
    private static final Finding FAILED = Finding.of("failed", "t1", List.of("s3"));
    private static final List<Finding> EXPECTED = List.of(SLOW, FAILED);

    @Test
    void sameAsExpected_isNoProblem() {
        assertThat(problems(violation("a", SLOW), violation("b", FAILED))).isEmpty();
    }

    @Test
    void e1_lostViolation_isNoticed() {
        assertThat(problems(violation("a", SLOW))).singleElement().asString().contains("1 lost", "failed in t1");
    }

    @Test
    void e1_violationUnderTwoIds_isNoticed() {
        assertThat(problems(violation("a", SLOW), violation("b", FAILED), violation("c", FAILED)))
                .singleElement()
                .asString()
                .contains("1 found twice", "failed in t1", "(2 times)");
    }

    @Test
    void e1_sameIdTwice_isNoticed() {
        assertThat(problems(violation("a", SLOW), violation("b", FAILED), violation("b", FAILED)))
                .anyMatch(problem -> problem.contains("1 listed twice"));
    }

    @Test
    void e1_inventedViolation_isNoticed() {
        assertThat(problems(
                        violation("a", SLOW),
                        violation("b", FAILED),
                        violation("c", Finding.of("failed", "t2", List.of("s9")))))
                .singleElement()
                .asString()
                .contains("1 invented", "failed in t2");
    }

    @Test
    void e1_fragmentJudgedInsteadOfTheWhole_isLostAndInvented() {
        assertThat(problems(violation("a", Finding.of("slow", "t1", List.of("s1"))), violation("b", FAILED)))
                .anyMatch(problem -> problem.contains("1 lost"))
                .anyMatch(problem -> problem.contains("1 invented"));
    }

    @Test
    void e1_undecided_isNoticedAndCountsAsLost() {
        Violation undecided = violation("a", SLOW).toBuilder()
                .setVerdict("UNDECIDED")
                .setUndecidedReason("PARTIAL")
                .build();

        assertThat(problems(undecided, violation("b", FAILED)))
                .anyMatch(problem -> problem.contains("1 not certain") && problem.contains("UNDECIDED PARTIAL"))
                .anyMatch(problem -> problem.contains("1 lost"));
    }

    @Test
    void e1_retracted_isNoticed() {
        Violation retracted =
                violation("a", SLOW).toBuilder().setState("RETRACTED").build();

        assertThat(problems(retracted, violation("b", FAILED)))
                .singleElement()
                .asString()
                .contains("1 no longer hold", "is RETRACTED");
    }

    @Test
    void e1_foundLate_isNoticed() {
        Violation late = violation("a", SLOW).toBuilder().setLate(true).build();

        assertThat(problems(late, violation("b", FAILED)))
                .singleElement()
                .asString()
                .contains("1 found only after their trace had closed");
    }

    @Test
    void e1_judgedAgainWithAnotherResult_isNoticed() {
        Violation revised = violation("a", SLOW).toBuilder().setRevision(2).build();

        assertThat(problems(revised, violation("b", FAILED)))
                .singleElement()
                .asString()
                .contains("has revision 2");
    }

    @Test
    void moreOffendersThanAreKept_countOnly() {
        List<String> offenders = IntStream.range(0, Finding.OFFENDERS_KEPT + 1)
                .mapToObj(i -> "s" + i)
                .toList();
        Finding large = Finding.of("census", "t1", offenders);
        Violation listed = violation("a", large).toBuilder()
                .addAllOffenders(offenders.subList(0, Finding.OFFENDERS_KEPT))
                .build();

        assertThat(Audit.of(List.of(large), List.of(listed)).problems()).isEmpty();
    }

    private static List<String> problems(Violation... listed) {
        return Audit.of(EXPECTED, new ArrayList<>(List.of(listed))).problems();
    }

    private static Violation violation(String id, Finding finding) {
        return Violation.newBuilder()
                .setId(id)
                .setRuleId(finding.rule())
                .setTraceId(finding.trace())
                .addAllOffenders(finding.offenders())
                .setOffenderCount(finding.offenderCount())
                .setVerdict("VIOLATED")
                .setState("OPEN")
                .setRevision(1)
                .build();
    }
}
