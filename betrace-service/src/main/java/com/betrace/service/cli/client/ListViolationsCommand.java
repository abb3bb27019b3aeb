package com.betrace.service.cli.client;

import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.CommandHelp;
import com.betrace.service.cli.Console.Tone;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.Terminal;
import com.betrace.service.cli.ViolationPrinter;
import com.betrace.service.json.ProtoJsonWriter;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.ListViolationsResponse;
import java.time.Instant;
import java.util.List;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code violations list}: what broke. */
public final class ListViolationsCommand implements ServiceCommand {

    @Override
    public CommandHelp help() {
        return new CommandHelp(
                "violations list",
                "list what broke",
                "Lists violations that a running service has stored, newest first; unless asked otherwise the certain ones"
                        + " of enforced rules that still hold.",
                List.of(
                        "violations list --since 1h",
                        "violations list --rule fraud-check-before-big-charge --limit 10",
                        "violations list --severity CRITICAL --json"));
    }

    @Override
    public void declareOwn(ArgumentParser arguments) {
        text(arguments, "--rule", "ID", "only of this rule");
        text(arguments, "--trace", "ID", "only of this trace, 32 hex digits");
        text(arguments, "--severity", "SEVERITY", "only of this severity");
        text(arguments, "--service", "NAME", "only of this service");
        text(arguments, "--verdict", "VERDICT", "VIOLATED (the default), UNDECIDED or ANY");
        text(arguments, "--mode", "MODE", "of rules that are ENFORCE (the default), SHADOW or ANY");
        text(arguments, "--state", "STATE", "that hold, OPEN (the default), that no longer do, RETRACTED, or ANY");
        text(arguments, "--since", "TIME", "found so long ago at most (15m, 24h), or at or after a time");
        text(arguments, "--until", "TIME", "found before");
        arguments
                .addArgument("--limit")
                .metavar("COUNT")
                .type(Integer.class)
                .setDefault(0)
                .help("1 to 1000; 100 unless given");
        arguments.addArgument("--json").action(Arguments.storeTrue()).help("print one JSON document");
    }

    private static void text(ArgumentParser arguments, String option, String value, String help) {
        arguments.addArgument(option).metavar(value).setDefault("").help(help);
    }

    @Override
    public ExitCode run(ServiceConnection service, Namespace given, Terminal terminal) throws CommandException {
        ListViolationsRequest request = request(given);
        ListViolationsResponse found = service.call(() -> service.violations().listViolations(request));
        if (given.getBoolean("json")) {
            terminal.out().line(ProtoJsonWriter.write(found));
        } else {
            ViolationPrinter printer = new ViolationPrinter(terminal.out());
            found.getViolationsList().forEach(printer::print);
            terminal.out()
                    .line(Tone.FAINT, found.getViolationsCount() + " of " + found.getTotalCount() + " violations");
        }
        return ExitCode.FINE;
    }

    private static ListViolationsRequest request(Namespace given) throws CommandException {
        Instant now = Instant.now();
        ListViolationsRequest.Builder request = ListViolationsRequest.newBuilder()
                .setRuleId(given.getString("rule"))
                .setTraceId(given.getString("trace"))
                .setSeverity(given.getString("severity"))
                .setService(given.getString("service"))
                .setVerdict(given.getString("verdict"))
                .setMode(given.getString("mode"))
                .setState(given.getString("state"))
                .setLimit(given.getInt("limit"));
        if (!given.getString("since").isEmpty()) {
            request.setStartTime(TimeArgument.parse("--since", given.getString("since"), now));
        }
        if (!given.getString("until").isEmpty()) {
            request.setEndTime(TimeArgument.parse("--until", given.getString("until"), now));
        }
        return request.build();
    }
}
