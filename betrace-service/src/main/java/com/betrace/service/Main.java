package com.betrace.service;

import com.betrace.service.cli.Command;
import com.betrace.service.cli.CommandLine;
import com.betrace.service.cli.Terminal;
import com.betrace.service.cli.backtest.BacktestCommand;
import com.betrace.service.cli.client.ApplyRulesCommand;
import com.betrace.service.cli.client.DeleteRulesCommand;
import com.betrace.service.cli.client.DraftChangeCommand;
import com.betrace.service.cli.client.ExportRulesCommand;
import com.betrace.service.cli.client.GetRuleCommand;
import com.betrace.service.cli.client.HandleViolationsCommand;
import com.betrace.service.cli.client.ListGroupsCommand;
import com.betrace.service.cli.client.ListRulesCommand;
import com.betrace.service.cli.client.ListViolationsCommand;
import com.betrace.service.cli.client.SendCommand;
import com.betrace.service.cli.client.TailViolationsCommand;
import com.betrace.service.cli.rules.CheckCommand;
import com.betrace.service.cli.rules.TestCommand;
import java.util.ArrayList;
import java.util.List;

/** What the jar starts: a command that needs no service of its own, else the application. */
public final class Main {

    private Main() {}

    /** Commands begin fast: nothing of the service is loaded for them. */
    public static void main(String... arguments) throws Exception {
        CommandLine commands = commands();
        if (!commands.knows(arguments)) {
            BetraceApplication.main(arguments);
            return;
        }
        // Before anything logs: a command speaks for itself, and its libraries only of trouble.
        System.setProperty("logback.configurationFile", "logback-commands.xml");
        System.exit(commands.run(Terminal.ofProcess(), arguments).number());
    }

    /** All that work on files or as clients of a running service. */
    public static CommandLine commands() {
        List<Command> commands = new ArrayList<>(List.of(
                new CheckCommand(),
                new TestCommand(),
                new BacktestCommand(),
                new ListRulesCommand(),
                new GetRuleCommand(),
                new ApplyRulesCommand(),
                new ExportRulesCommand(),
                new DeleteRulesCommand(),
                new ListViolationsCommand(),
                new ListGroupsCommand(),
                new TailViolationsCommand()));
        commands.addAll(HandleViolationsCommand.all());
        commands.add(DraftChangeCommand.exception());
        commands.add(DraftChangeCommand.test());
        commands.add(new SendCommand());
        return new CommandLine(commands);
    }
}
