package com.betrace.benchmarks.faults.load;

import com.betrace.v1.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what must be found with what a service lists. */
public final class Audit {

    private static final int EXAMPLES = 5;

    private final Map<Finding, Integer> found = new HashMap<>();
    private final List<String> uncertain = new ArrayList<>();
    private final List<String> revised = new ArrayList<>();
    private final List<String> retracted = new ArrayList<>();
    private final List<String> late = new ArrayList<>();
    private final List<String> listedTwice = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<String> invented = new ArrayList<>();

    /**
     * @param expected what must be found, each once
     * @param listed violations of all verdicts and modes
     */
    public static Audit of(Collection<Finding> expected, Collection<Violation> listed) {
        Audit audit = new Audit();
        audit.read(listed);
        Set<Finding> wanted = new HashSet<>(expected);
        wanted.stream()
                .filter(finding -> !audit.found.containsKey(finding))
                .forEach(finding -> audit.lost.add(finding.toString()));
        audit.found.forEach((finding, times) -> {
            if (!wanted.contains(finding)) {
                audit.invented.add(finding.toString());
            } else if (times > 1) {
                audit.doubled.add(finding + " (" + times + " times)");
            }
        });
        return audit;
    }

    private void read(Collection<Violation> listed) {
        Set<String> ids = new HashSet<>();
        for (Violation violation : listed) {
            Finding finding = new Finding(
                    violation.getRuleId(),
                    violation.getTraceId(),
                    violation.getOffendersList(),
                    violation.getOffenderCount());
            if (!ids.add(violation.getId())) {
                listedTwice.add(finding + " as " + violation.getId());
            }
            if (!violation.getVerdict().equals("VIOLATED")) {
                uncertain.add(finding + " is " + violation.getVerdict() + " " + violation.getUndecidedReason());
            } else {
                found.merge(finding, 1, Integer::sum);
            }
            if (!violation.getState().equals("OPEN")) {
                retracted.add(finding + " is " + violation.getState());
            }
            if (violation.getLate()) {
                late.add(finding.toString());
            }
            if (violation.getRevision() > 1 && !OrderFindings.LEGACY.equals(violation.getRuleId())) {
                revised.add(finding + " has revision " + violation.getRevision());
            }
        }
    }

    /** One line for each kind of difference, with examples; empty where there is none. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        describe(problems, lost, "lost");
        describe(problems, doubled, "found twice");
        describe(problems, listedTwice, "listed twice");
        describe(problems, invented, "invented");
        describe(problems, uncertain, "not certain");
        describe(problems, retracted, "no longer hold");
        describe(problems, late, "found only after their trace had closed");
        describe(problems, revised, "judged more than once, with different results");
        return problems;
    }

    private static void describe(List<String> problems, List<String> differences, String what) {
        if (!differences.isEmpty()) {
            problems.add(differences.size() + " " + what + ", such as "
                    + String.join("; ", differences.subList(0, Math.min(EXAMPLES, differences.size()))));
        }
    }
}
