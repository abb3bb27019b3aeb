package com.betrace.service.cli.backtest;

import com.betrace.service.cli.Console;
import com.betrace.service.cli.Console.Tone;
import com.betrace.v1.BacktestRuleResponse;
import com.betrace.v1.BacktestViolations;
import com.betrace.v1.RuleHealth;
import com.betrace.v1.Violation;
import com.google.protobuf.util.Durations;
import java.util.Locale;

/** Prints what backtests show: counts, rate, cost and examples. */
final class BacktestPrinter {

    private final Console out;

    BacktestPrinter(Console out) {
        this.out = out;
    }

    void print(RuleTrial trial) {
        BacktestRuleResponse result = trial.result();
        out.line(out.paint(Tone.STRONG, trial.rule()) + " on " + result.getTraces() + " traces, " + result.getSpans()
                + " spans" + (result.getOutOfTime() ? out.paint(Tone.WARNING, " (out of time before the last)") : ""));
        fact(
                "rate",
                String.format(Locale.ROOT, "%.1f violations in 1000 traces", result.getViolationsPerThousandTraces()));
        if (result.hasStored()) {
            fact("new", result.getAdded().getCount() + " that only the draft finds");
            examples(result.getAdded(), Tone.BAD);
            fact("lost", result.getLost().getCount() + " that only the other version finds");
            examples(result.getLost(), Tone.WARNING);
            fact("unchanged", String.valueOf(result.getUnchanged().getCount()));
        } else {
            fact("found", String.valueOf(result.getAdded().getCount()));
            examples(result.getAdded(), Tone.BAD);
        }
        health("draft", result.getDraft());
        if (result.hasStored()) {
            health("other", result.getStored());
        }
    }

    private void fact(String name, String text) {
        out.line(String.format("  %-10s %s", name, text));
    }

    private void examples(BacktestViolations violations, Tone tone) {
        for (Violation violation : violations.getViolationsList()) {
            String where = violation.getService() + " " + violation.getSpanName();
            out.line("    " + out.paint(tone, "● ") + violation.getMessage()
                    + out.paint(
                            Tone.FAINT,
                            " · " + (where.isBlank() ? "" : where + " · ") + "trace " + violation.getTraceId()));
        }
        long more = violations.getCount() - violations.getViolationsCount();
        if (more > 0 && violations.getViolationsCount() > 0) {
            out.line(Tone.FAINT, "    and " + more + " more");
        }
    }

    private void health(String name, RuleHealth health) {
        long undecided = health.getUndecidedMap().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        fact(
                name,
                health.getEvaluations() + " evaluations: " + health.getViolated() + " violated, "
                        + health.getSatisfied() + " satisfied, " + health.getVacuous() + " vacuous, "
                        + health.getExcepted() + " excepted, " + undecided + " undecided, " + health.getFailures()
                        + " failed; mean " + micros(health.getMeanCost()) + ", p99 " + micros(health.getP99Cost()));
        if (!health.getLastError().isEmpty()) {
            fact("", out.paint(Tone.BAD, "last error: " + health.getLastError()));
        }
    }

    private static String micros(com.google.protobuf.Duration duration) {
        return Durations.toMicros(duration) + " us";
    }
}
