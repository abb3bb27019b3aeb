package com.betrace.service.cli.rules;

import com.betrace.rule.RuleIssue.Level;
import com.betrace.service.cli.Command;
import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.CommandHelp;
import com.betrace.service.cli.Console;
import com.betrace.service.cli.Console.Tone;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.JsonOutput;
import com.betrace.service.cli.Progress;
import com.betrace.service.cli.Terminal;
import java.nio.file.Path;
import java.util.List;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code rules check FILE...}: reads and compiles rule files, and says what is wrong with them. */
public final class CheckCommand implements Command {

    @Override
    public CommandHelp help() {
        return new CommandHelp(
                "rules check",
                "read and compile rule files",
                "Reads and compiles rule files, YAML or JSON, and prints every error, warning and hint with its place. All"
                        + " files together are one set that shares its lists, lookups and macros. No service is needed.",
                List.of("rules check rules/", "rules check --strict a.yaml b.yaml", "rules check --json rules/"));
    }

    @Override
    public void declare(ArgumentParser arguments) {
        arguments.addArgument("FILE").nargs("+").help("rule files, and directories with rule files");
        arguments.addArgument("--strict").action(Arguments.storeTrue()).help("warnings are errors too");
        arguments.addArgument("--json").action(Arguments.storeTrue()).help("print one JSON document");
    }

    /** What {@code --json} prints. */
    record Report(
            boolean ok,
            int files,
            int rules,
            int names,
            long errors,
            long warnings,
            long hints,
            List<Remark> remarks) {}

    @Override
    public ExitCode run(Namespace given, Terminal terminal) throws CommandException {
        List<Path> files = RuleFilePaths.of(given.getList("FILE"));
        RuleReview review;
        try (Progress progress = terminal.progress("checking " + Counted.of(files.size(), "file"))) {
            review = RuleReviewer.review(files);
        }
        boolean isFine = !review.hasErrors() && !(given.getBoolean("strict") && review.count(Level.WARNING) > 0);
        if (given.getBoolean("json")) {
            terminal.out().line(JsonOutput.write(report(review, isFine)));
        } else {
            print(review, isFine, terminal.out());
        }
        return isFine ? ExitCode.FINE : ExitCode.FAILED;
    }

    private static Report report(RuleReview review, boolean isFine) {
        return new Report(
                isFine,
                review.files().size(),
                review.rules().size(),
                review.names(),
                review.count(Level.ERROR),
                review.count(Level.WARNING),
                review.count(Level.HINT),
                review.remarks());
    }

    private static void print(RuleReview review, boolean isFine, Console out) {
        RemarkPrinter printer = new RemarkPrinter(out);
        review.remarks().forEach(printer::print);
        String looked = Counted.of(review.rules().size(), "rule") + " in "
                + Counted.of(review.files().size(), "file");
        String found = Counted.of(review.count(Level.ERROR), "error") + ", "
                + Counted.of(review.count(Level.WARNING), "warning") + ", "
                + Counted.of(review.count(Level.HINT), "hint");
        out.line(isFine ? Tone.GOOD : Tone.BAD, (isFine ? "✔ " : "✘ ") + looked + ": " + found);
    }
}
