package com.betrace.service.cli.client;

import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.CommandHelp;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.Terminal;
import com.betrace.service.json.ProtoJsonWriter;
import com.betrace.v1.ListViolationGroupsRequest;
import com.betrace.v1.ListViolationGroupsResponse;
import com.betrace.v1.ViolationGroup;
import com.google.protobuf.util.Timestamps;
import java.time.Instant;
import java.util.List;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code violations groups}: what broke, each problem once. */
public final class ListGroupsCommand implements ServiceCommand {

    @Override
    public CommandHelp help() {
        return new CommandHelp(
                "violations groups",
                "list what broke, each problem once",
                "Lists the problems that a running service has found: violations of one fingerprint as one line, with how often"
                        + " they were found, how many of these were not kept because too many came at once, how many are open,"
                        + " and when the last was.",
                List.of("violations groups", "violations groups --order COUNT --limit 10"));
    }

    @Override
    public void declareOwn(ArgumentParser arguments) {
        arguments.addArgument("--rule").metavar("ID").setDefault("").help("only of this rule");
        arguments.addArgument("--severity").metavar("SEVERITY").setDefault("").help("only of this severity");
        arguments.addArgument("--service").metavar("NAME").setDefault("").help("only of this service");
        arguments
                .addArgument("--since")
                .metavar("TIME")
                .setDefault("")
                .help("seen so long ago at most (15m, 24h), or at or after a time");
        arguments
                .addArgument("--order")
                .metavar("ORDER")
                .setDefault("LAST_SEEN")
                .help("LAST_SEEN (the default), COUNT or NEWEST");
        arguments
                .addArgument("--limit")
                .metavar("COUNT")
                .type(Integer.class)
                .setDefault(0)
                .help("1 to 1000; 100 unless given");
        arguments.addArgument("--json").action(Arguments.storeTrue()).help("print one JSON document");
    }

    @Override
    public ExitCode run(ServiceConnection service, Namespace given, Terminal terminal) throws CommandException {
        ListViolationGroupsRequest request = request(given);
        ListViolationGroupsResponse groups =
                service.call(() -> service.violations().listViolationGroups(request));
        if (given.getBoolean("json")) {
            terminal.out().line(ProtoJsonWriter.write(groups));
        } else {
            print(groups.getGroupsList(), terminal);
        }
        return ExitCode.FINE;
    }

    private static ListViolationGroupsRequest request(Namespace given) throws CommandException {
        ListViolationGroupsRequest.Builder request = ListViolationGroupsRequest.newBuilder()
                .setRuleId(given.getString("rule"))
                .setSeverity(given.getString("severity"))
                .setService(given.getString("service"))
                .setOrder(given.getString("order"))
                .setLimit(given.getInt("limit"));
        if (!given.getString("since").isEmpty()) {
            request.setStartTime(TimeArgument.parse("--since", given.getString("since"), Instant.now()));
        }
        return request.build();
    }

    private static void print(List<ViolationGroup> groups, Terminal terminal) {
        Table table = new Table();
        table.row("FINGERPRINT", "SEVERITY", "RULE", "SERVICE", "FOUND", "SUPPRESSED", "OPEN", "LAST SEEN", "MESSAGE");
        groups.forEach(group -> table.row(
                group.getFingerprint(),
                group.getSeverity(),
                group.getRuleId(),
                group.getService(),
                String.valueOf(group.getCount()),
                String.valueOf(group.getSuppressed()),
                String.valueOf(group.getOpen()),
                Timestamps.toString(group.getLastSeen()),
                group.getMessage()));
        table.lines().forEach(terminal.out()::line);
    }
}
