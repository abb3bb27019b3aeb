package com.betrace.service.cli.client;

import com.betrace.service.cli.Command;
import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.CommandHelp;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.Terminal;
import com.betrace.v1.WatchViolationsRequest;
import java.util.List;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code violations tail}: what breaks, as it breaks. */
public final class TailViolationsCommand implements Command {

    @Override
    public CommandHelp help() {
        return new CommandHelp(
                "violations tail",
                "print what breaks, as it breaks",
                "Prints violations as a running service finds them, until Ctrl+C. Connects again where the connection is"
                        + " lost.",
                List.of(
                        "violations tail",
                        "violations tail --severity CRITICAL",
                        "violations tail --limit 1 --json | jq .opened.message"));
    }

    @Override
    public void declare(ArgumentParser arguments) {
        arguments.addArgument("--rule").metavar("ID").setDefault("").help("only of this rule");
        arguments.addArgument("--severity").metavar("SEVERITY").setDefault("").help("only of this severity");
        arguments.addArgument("--service").metavar("NAME").setDefault("").help("only of this service");
        arguments
                .addArgument("--limit")
                .metavar("COUNT")
                .type(Integer.class)
                .setDefault(Integer.MAX_VALUE)
                .help("end after so many");
        arguments.addArgument("--json").action(Arguments.storeTrue()).help("print one JSON document a line");
        ServiceConnection.declare(arguments);
    }

    @Override
    public ExitCode run(Namespace given, Terminal terminal) throws CommandException {
        WatchViolationsRequest request = WatchViolationsRequest.newBuilder()
                .setRuleId(given.getString("rule"))
                .setSeverity(given.getString("severity"))
                .setService(given.getString("service"))
                .build();
        try (ServiceConnection service = ServiceConnection.open(given, terminal)) {
            new ViolationTail(service, terminal, given.getBoolean("json")).follow(request, given.getInt("limit"));
        }
        return ExitCode.FINE;
    }
}
