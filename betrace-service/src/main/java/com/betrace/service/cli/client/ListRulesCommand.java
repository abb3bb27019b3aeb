package com.betrace.service.cli.client;

import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.CommandHelp;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.Terminal;
import com.betrace.service.json.ProtoJsonWriter;
import com.betrace.v1.ListRulesRequest;
import com.betrace.v1.ListRulesResponse;
import com.betrace.v1.Rule;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code rules list}: the rules of a service and how they are. */
public final class ListRulesCommand implements ServiceCommand {

    @Override
    public CommandHelp help() {
        return new CommandHelp(
                "rules list",
                "list the rules of a service",
                "Lists the rules of a running service with their severity, their state and how often they were violated.",
                List.of("rules list", "rules list --enabled --tag payments", "rules list --json"));
    }

    @Override
    public void declareOwn(ArgumentParser arguments) {
        arguments.addArgument("--enabled").action(Arguments.storeTrue()).help("only rules that judge");
        arguments.addArgument("--severity").metavar("SEVERITY").setDefault("").help("only rules of this severity");
        arguments
                .addArgument("--tag")
                .metavar("TAG")
                .action(Arguments.append())
                .setDefault(new ArrayList<>())
                .help("only rules with this tag; several are all needed");
        arguments.addArgument("--json").action(Arguments.storeTrue()).help("print one JSON document");
    }

    @Override
    public ExitCode run(ServiceConnection service, Namespace given, Terminal terminal) throws CommandException {
        ListRulesResponse rules = service.call(() -> service.rules()
                .listRules(ListRulesRequest.newBuilder()
                        .setEnabledOnly(given.getBoolean("enabled"))
                        .setSeverity(given.getString("severity"))
                        .addAllTags(given.getList("tag"))
                        .build()));
        if (given.getBoolean("json")) {
            terminal.out().line(ProtoJsonWriter.write(rules));
        } else {
            print(rules.getRulesList(), terminal);
        }
        return ExitCode.FINE;
    }

    private static void print(List<Rule> rules, Terminal terminal) {
        Table table = new Table();
        table.row("ID", "SEVERITY", "STATE", "VIOLATED", "NAME");
        rules.forEach(rule -> table.row(
                rule.getId(),
                rule.getSeverity(),
                RuleStates.word(rule),
                String.valueOf(rule.getHealth().getViolated()),
                rule.getName()));
        table.lines().forEach(terminal.out()::line);
    }
}
