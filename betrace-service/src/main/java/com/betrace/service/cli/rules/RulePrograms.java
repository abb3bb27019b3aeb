package com.betrace.service.cli.rules;

import com.betrace.rule.CompiledRule;
import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The compiled rules of rule files. */
public final class RulePrograms {

    private RulePrograms() {}

    /**
     * By id, in the order of the files; that their tests pass is not asked for. What is wrong with a file is printed to the
     * errors, and ends the command.
     */
    public static Map<String, CompiledRule> of(String files, Terminal terminal) throws CommandException {
        RuleReview review = RuleReviewer.review(RuleFilePaths.of(List.of(files)));
        if (review.hasErrors()) {
            RemarkPrinter printer = new RemarkPrinter(terminal.err());
            review.remarks().stream().filter(Remark::isError).forEach(printer::print);
            throw new CommandException(ExitCode.FAILED, files + " has errors");
        }
        Map<String, CompiledRule> programs = new LinkedHashMap<>();
        for (ReviewedRule rule : review.rules()) {
            CompiledRule program = rule.program();
            if (program != null) {
                programs.put(rule.id(), program);
            }
        }
        return programs;
    }
}
