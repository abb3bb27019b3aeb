package com.betrace.service.cli;

import com.betrace.service.cli.Console.Tone;
import com.betrace.v1.Violation;
import com.google.protobuf.util.Timestamps;
import java.util.Locale;

/** Prints a violation as three lines that a person reads at a glance. */
public final class ViolationPrinter {

    private static final int SEVERITY_WIDTH = 9;
    private static final int TRACE_DIGITS = 32;

    private final Console console;

    public ViolationPrinter(Console console) {
        this.console = console;
    }

    public void print(Violation violation) {
        String severity = String.format("%-" + SEVERITY_WIDTH + "s", violation.getSeverity());
        console.line("  " + console.paint(tone(violation.getSeverity()), "● " + severity) + " "
                + console.paint(Tone.STRONG, violation.getRuleName())
                + console.paint(Tone.FAINT, remarks(violation)));
        console.line("    " + violation.getMessage());
        console.line(Tone.FAINT, "    " + where(violation));
    }

    /** What keeps it from being an ordinary one. */
    private static String remarks(Violation violation) {
        String state = violation.getState();
        return (state.isEmpty() || state.equals("OPEN")
                        ? ""
                        : " (" + state.toLowerCase(Locale.ROOT).replace('_', ' ') + ")")
                + (violation.getVerdict().equals("UNDECIDED") ? " (undecided)" : "")
                + (violation.getLate() ? " (found late)" : "");
    }

    private static String where(Violation violation) {
        StringBuilder where = new StringBuilder("rule ").append(violation.getRuleId());
        if (!violation.getSpanName().isEmpty()) {
            where.append(" · ").append(violation.getService()).append(" ").append(violation.getSpanName());
        }
        if (violation.hasTimestamp()) {
            where.append(" · ").append(Timestamps.toString(violation.getTimestamp()));
        }
        return where.append(" · violation ")
                .append(violation.getId())
                .append(" · trace ")
                .append(
                        violation.getTraceId(),
                        0,
                        Math.min(TRACE_DIGITS, violation.getTraceId().length()))
                .toString();
    }

    private static Tone tone(String severity) {
        return switch (severity) {
            case "CRITICAL" -> Tone.ALARM;
            case "HIGH" -> Tone.BAD;
            case "MEDIUM" -> Tone.WARNING;
            default -> Tone.NOTE;
        };
    }
}
