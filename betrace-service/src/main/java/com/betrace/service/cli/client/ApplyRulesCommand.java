package com.betrace.service.cli.client;

import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.CommandHelp;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.Terminal;
import com.betrace.service.json.ProtoJsonWriter;
import com.betrace.v1.ImportResult;
import com.betrace.v1.ImportRulesRequest;
import com.betrace.v1.ImportRulesResponse;
import java.util.List;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code rules apply FILE...}: creates and changes rules of a service as files say. */
public final class ApplyRulesCommand implements ServiceCommand {

    @Override
    public CommandHelp help() {
        return new CommandHelp(
                "rules apply",
                "create and change rules of a service as files say",
                "Creates and changes the rules, lists, lookups and macros of a running service as rule files say, with a"
                        + " line for each. What cannot be done is refused and the rest is done, unless --all-or-nothing is"
                        + " given. A new rule whose tests fail is stored disabled.",
                List.of(
                        "rules apply rules/",
                        "rules apply --dry-run rules.yaml",
                        "rules apply --all-or-nothing a.yaml b.yaml"));
    }

    @Override
    public void declareOwn(ArgumentParser arguments) {
        arguments.addArgument("FILE").nargs("+").help("rule files, and directories with rule files");
        arguments
                .addArgument("--all-or-nothing")
                .action(Arguments.storeTrue())
                .help("change nothing unless everything can be");
        arguments.addArgument("--dry-run").action(Arguments.storeTrue()).help("change nothing, say what would be");
        arguments.addArgument("--json").action(Arguments.storeTrue()).help("print one JSON document");
    }

    @Override
    public ExitCode run(ServiceConnection service, Namespace given, Terminal terminal) throws CommandException {
        RuleFileSet files = RuleFileSet.read(given.getList("FILE"));
        ImportRulesResponse response = service.call(() -> service.rules()
                .importRules(ImportRulesRequest.newBuilder()
                        .setFile(files.message())
                        .setAllOrNothing(given.getBoolean("all_or_nothing"))
                        .setDryRun(given.getBoolean("dry_run"))
                        .build()));
        if (given.getBoolean("json")) {
            terminal.out().line(ProtoJsonWriter.write(response));
        } else {
            new ImportPrinter(files, terminal.out()).print(response, given.getBoolean("dry_run"));
        }
        boolean allJudge = response.getResultsList().stream().noneMatch(ImportResult::getStoredDisabled);
        return response.getRefused() == 0 && allJudge ? ExitCode.FINE : ExitCode.FAILED;
    }
}
