package com.betrace.service.cli.client;

import com.betrace.service.cli.Console;
import com.betrace.service.cli.Console.Tone;
import com.betrace.v1.ImportResult;
import com.betrace.v1.ImportRulesResponse;
import java.util.Locale;

/** Prints what became of an import: a line for each part, with what is wrong below it. */
final class ImportPrinter {

    private final RuleFileSet files;
    private final Console out;
    private int rules;

    ImportPrinter(RuleFileSet files, Console out) {
        this.files = files;
        this.out = out;
    }

    void print(ImportRulesResponse response, boolean dryRun) {
        response.getResultsList().forEach(this::print);
        String counts = response.getCreated() + " created, " + response.getUpdated() + " updated, "
                + response.getUnchanged() + " unchanged, " + response.getRefused() + " refused";
        String ending =
                dryRun ? " (dry run: nothing is changed)" : response.getApplied() ? "" : " (nothing is changed)";
        boolean isFine = response.getRefused() == 0;
        out.line(isFine ? Tone.GOOD : Tone.BAD, (isFine ? "✔ " : "✘ ") + counts + ending);
    }

    private void print(ImportResult result) {
        String what = result.getKind().toLowerCase(Locale.ROOT) + " " + result.getId();
        String version = result.getVersion() == 0 ? "" : " (version " + result.getVersion() + ")";
        out.line(out.paint(tone(result), mark(result)) + " " + what + ": "
                + result.getOutcome().toLowerCase(Locale.ROOT) + version
                + (result.getStoredDisabled() ? out.paint(Tone.WARNING, ", disabled because its tests fail") : "")
                + out.paint(Tone.FAINT, "  " + place(result)));
        detail(result.getError());
        result.getFailingTestsList().forEach(test -> detail("test '" + test.getName() + "': " + test.getMessage()));
        if (result.getError().isEmpty()) {
            result.getIssuesList()
                    .forEach(issue -> detail(issue.getSeverity().toLowerCase(Locale.ROOT) + ": " + issue.getField()
                            + ": " + issue.getMessage()));
        }
    }

    private void detail(String text) {
        text.lines().forEach(line -> out.line("    " + line));
    }

    /** Rules come in the order of the files. */
    private String place(ImportResult result) {
        return result.getKind().equals("RULE")
                ? files.placeOfRule(rules++)
                : files.placeOfName(result.getKind().toLowerCase(Locale.ROOT) + "s." + result.getId());
    }

    private static String mark(ImportResult result) {
        return switch (result.getOutcome()) {
            case "CREATED" -> "+";
            case "UPDATED" -> "~";
            case "UNCHANGED" -> "=";
            case "SKIPPED" -> "-";
            default -> "✘";
        };
    }

    private static Tone tone(ImportResult result) {
        return switch (result.getOutcome()) {
            case "CREATED", "UPDATED" -> Tone.GOOD;
            case "UNCHANGED", "SKIPPED" -> Tone.FAINT;
            default -> Tone.BAD;
        };
    }
}
