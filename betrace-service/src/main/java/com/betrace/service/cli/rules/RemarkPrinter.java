package com.betrace.service.cli.rules;

import com.betrace.rule.RuleIssue.Level;
import com.betrace.service.cli.Console;
import com.betrace.service.cli.Console.Tone;
import java.util.Locale;

/** Prints remarks as compilers do: the place, what is wrong, and the line with a caret. */
final class RemarkPrinter {

    private final Console console;

    RemarkPrinter(Console console) {
        this.console = console;
    }

    void print(Remark remark) {
        String severity = remark.severity().name().toLowerCase(Locale.ROOT);
        console.line(console.paint(Tone.STRONG, remark.place() + ": ")
                + console.paint(tone(remark.severity()), severity + ": ")
                + (remark.path().isEmpty() ? "" : remark.path() + ": ")
                + remark.message()
                + (remark.code().isEmpty() ? "" : console.paint(Tone.FAINT, " [" + remark.code() + "]")));
        remark.snippet().lines().forEach(line -> console.line(Tone.FAINT, "    " + line));
    }

    private static Tone tone(Level severity) {
        return switch (severity) {
            case ERROR -> Tone.BAD;
            case WARNING -> Tone.WARNING;
            case HINT -> Tone.NOTE;
        };
    }
}
