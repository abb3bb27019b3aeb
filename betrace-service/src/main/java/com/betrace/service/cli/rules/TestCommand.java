package com.betrace.service.cli.rules;

import com.betrace.service.cli.Command;
import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.CommandHelp;
import com.betrace.service.cli.Console;
import com.betrace.service.cli.Console.Tone;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.JsonOutput;
import com.betrace.service.cli.Progress;
import com.betrace.service.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code rules test FILE...}: runs the tests of the rules in rule files. */
public final class TestCommand implements Command {

    private static final int LISTED = 10;

    @Override
    public CommandHelp help() {
        return new CommandHelp(
                "rules test",
                "run the tests of rules in files",
                "Checks rule files and runs every test of every rule in them, with what these files share by name and"
                        + " nothing else. No service is needed.",
                List.of(
                        "rules test rules/",
                        "rules test -v --filter 'pay-*' rules/payments.yaml",
                        "rules test --junit target/rules.xml rules/"));
    }

    @Override
    public void declare(ArgumentParser arguments) {
        arguments.addArgument("FILE").nargs("+").help("rule files, and directories with rule files");
        arguments.addArgument("-v", "--verbose").action(Arguments.storeTrue()).help("list tests that pass too");
        arguments
                .addArgument("--filter")
                .metavar("GLOB")
                .setDefault("*")
                .help("only rules whose id matches; * is any run of characters, ? is one");
        arguments.addArgument("--junit").metavar("XML").help("write the results as JUnit XML to this file");
        arguments.addArgument("--json").action(Arguments.storeTrue()).help("print one JSON document");
    }

    @Override
    public ExitCode run(Namespace given, Terminal terminal) throws CommandException {
        List<Path> files = RuleFilePaths.of(given.getList("FILE"));
        TestReport report;
        try (Progress progress = terminal.progress("testing the rules of " + Counted.of(files.size(), "file"))) {
            report = TestReport.of(RuleReviewer.review(files), IdGlob.of(given.getString("filter")));
        }
        if (report.ok() && report.rules() == 0) {
            throw new CommandException(
                    ExitCode.FAILED, "there is no rule to test whose id matches '" + given.getString("filter") + "'");
        }
        if (given.getString("junit") != null) {
            write(Path.of(given.getString("junit")), JUnitXml.of(report));
        }
        if (given.getBoolean("json")) {
            terminal.out().line(JsonOutput.write(report));
        } else {
            print(report, given.getBoolean("verbose"), terminal.out());
        }
        return report.ok() ? ExitCode.FINE : ExitCode.FAILED;
    }

    private static void write(Path file, String text) throws CommandException {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw CommandException.usage(file + ": cannot be written: " + e.getMessage());
        }
    }

    private static void print(TestReport report, boolean verbose, Console out) {
        RemarkPrinter errors = new RemarkPrinter(out);
        report.errors().forEach(errors::print);
        report.results().stream().filter(result -> verbose || !result.passed()).forEach(result -> print(result, out));
        out.line(report.ok() ? Tone.GOOD : Tone.BAD, summary(report));
        if (!report.untested().isEmpty()) {
            out.line(Tone.WARNING, untested(report.untested()));
        }
    }

    private static void print(TestOutcome result, Console out) {
        String what = result.rule() + ": " + result.test();
        String place = out.paint(Tone.FAINT, result.file() + ":" + result.line() + ": ");
        out.line(
                result.passed()
                        ? out.paint(Tone.GOOD, "✔ ") + place + what
                        : out.paint(Tone.BAD, "✘ ") + place + out.paint(Tone.STRONG, what) + ": " + result.message());
    }

    private static String summary(TestReport report) {
        String tested = Counted.of(report.tests(), "test") + " of " + Counted.of(report.rules(), "rule") + " in "
                + Counted.of(report.files(), "file") + ": ";
        String errors = report.errors().isEmpty()
                ? ""
                : ", " + Counted.of(report.errors().size(), "error");
        return (report.ok() ? "✔ " : "✘ ") + tested + report.passed() + " passed, " + report.failed() + " failed"
                + errors;
    }

    private static String untested(List<String> rules) {
        String listed = String.join(", ", rules.subList(0, Math.min(LISTED, rules.size())));
        String more = rules.size() > LISTED ? " and " + (rules.size() - LISTED) + " more" : "";
        return Counted.of(rules.size(), "rule") + " without tests: " + listed + more;
    }
}
