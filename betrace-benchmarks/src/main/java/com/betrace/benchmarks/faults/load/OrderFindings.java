package com.betrace.benchmarks.faults.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What the rules of the fault runs must find in a trace; written down apart from the rules' expressions. */
final class OrderFindings {

    /** Rules whose violations are reported while the trace is open, and completed when it closes. */
    static final String LEGACY = "faults-legacy-call";

    static final String FAILED = "faults-failed-span";
    static final String AUDITED = "faults-charge-audited";
    static final String CHECKED = "faults-charge-checked";
    static final String REPEATED = "faults-repeated-query";
    static final String CENSUS = "faults-census";

    private final TraceIds ids;
    private final long number;
    private final List<Finding> findings = new ArrayList<>();

    OrderFindings(TraceIds ids, long number) {
        this.ids = ids;
        this.number = number;
    }

    List<Finding> of(List<PlannedSpan> spans) {
        spans.stream().filter(PlannedSpan::failed).forEach(span -> add(FAILED, List.of(span)));
        List<PlannedSpan> charges = select(spans, span -> span.name().equals(Orders.CHARGE));
        if (!contains(spans, Orders.AUDIT)) {
            add(AUDITED, charges);
        }
        if (!contains(spans, Orders.FRAUD_CHECK)) {
            charges.forEach(charge -> add(CHECKED, List.of(charge)));
        }
        add(LEGACY, select(spans, span -> span.name().equals(Orders.LEGACY)));
        List<PlannedSpan> queries = select(spans, span -> span.query() != null);
        if (queries.size() >= Orders.REPEATED) {
            add(REPEATED, queries);
        }
        add(CENSUS, select(spans, PlannedSpan::census));
        return findings;
    }

    private void add(String rule, List<PlannedSpan> offenders) {
        if (!offenders.isEmpty()) {
            List<String> spans = offenders.stream()
                    .map(span -> TraceIds.span(number, span.index()))
                    .toList();
            findings.add(Finding.of(rule, ids.trace(number), spans));
        }
    }

    private static boolean contains(List<PlannedSpan> spans, String name) {
        return spans.stream().anyMatch(span -> span.name().equals(name));
    }

    private static List<PlannedSpan> select(List<PlannedSpan> spans, Predicate<PlannedSpan> wanted) {
        return spans.stream().filter(wanted).toList();
    }
}
