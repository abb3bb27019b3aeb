package com.betrace.service.cli.client;

import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.CommandHelp;
import com.betrace.service.cli.Console.Tone;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.JsonOutput;
import com.betrace.service.cli.Terminal;
import com.betrace.v1.DeleteRuleRequest;
import java.util.List;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code rules delete ID...}: deletes rules of a service. */
public final class DeleteRulesCommand implements ServiceCommand {

    @Override
    public CommandHelp help() {
        return new CommandHelp(
                "rules delete",
                "delete rules of a service",
                "Deletes rules of a running service, one after the other, and stops at the first that cannot be deleted."
                        + " Their violations stay.",
                List.of("rules delete failed-spans", "rules delete old-rule older-rule"));
    }

    @Override
    public void declareOwn(ArgumentParser arguments) {
        arguments.addArgument("ID").nargs("+").help("ids of rules");
        arguments.addArgument("--json").action(Arguments.storeTrue()).help("print one JSON document");
    }

    /** What {@code --json} prints. */
    record Report(List<String> deleted) {}

    @Override
    public ExitCode run(ServiceConnection service, Namespace given, Terminal terminal) throws CommandException {
        List<String> ids = given.getList("ID");
        for (String id : ids) {
            service.call(() -> service.rules()
                    .deleteRule(DeleteRuleRequest.newBuilder().setId(id).build()));
            if (!given.getBoolean("json")) {
                terminal.out().line(Tone.GOOD, "✔ rule " + id + " deleted");
            }
        }
        if (given.getBoolean("json")) {
            terminal.out().line(JsonOutput.write(new Report(ids)));
        }
        return ExitCode.FINE;
    }
}
