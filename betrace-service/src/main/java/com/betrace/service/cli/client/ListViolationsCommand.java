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

    /** The most that the service puts on a page. */
    private static final int MAX_PAGE = 1_000;

    @Override
    public CommandHelp help() {
        return new CommandHelp(
                "violations list",
                "list what broke",
                "Lists violations that a running service has stored, newest first; unless asked otherwise the certain ones"
                        + " of enforced rules that still hold and nobody has handled.",
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
        text(
                arguments,
                "--state",
                "STATE",
                "OPEN (the default), ACKNOWLEDGED, RESOLVED, FALSE_POSITIVE, RETRACTED (that no longer hold) or ANY");
        text(arguments, "--span", "NAME", "only of spans of this name");
        text(arguments, "--control", "CONTROL", "only of rules with this control");
        text(arguments, "--tag", "TAG", "only of rules with this tag");
        text(arguments, "--fingerprint", "HEX", "only of this problem, 32 hex digits");
        text(arguments, "--text", "WORDS", "only with all these words in message, rule, service or span name");
        text(arguments, "--order", "ORDER", "NEWEST_FIRST (the default) or OLDEST_FIRST");
        text(arguments, "--since", "TIME", "found so long ago at most (15m, 24h), or at or after a time");
        text(arguments, "--until", "TIME", "found before");
        arguments
                .addArgument("--limit")
                .metavar("COUNT")
                .type(Integer.class)
                .setDefault(0)
                .help("how many at most; 100 unless given");
        arguments.addArgument("--json").action(Arguments.storeTrue()).help("print one JSON document");
    }

    private static void text(ArgumentParser arguments, String option, String value, String help) {
        arguments.addArgument(option).metavar(value).setDefault("").help(help);
    }

    @Override
    public ExitCode run(ServiceConnection service, Namespace given, Terminal terminal) throws CommandException {
        ListViolationsResponse found = read(service, request(given), given.getInt("limit"));
        if (given.getBoolean("json")) {
            terminal.out().line(ProtoJsonWriter.write(found));
        } else {
            ViolationPrinter printer = new ViolationPrinter(terminal.out());
            found.getViolationsList().forEach(printer::print);
            terminal.out().line(Tone.FAINT, found.getViolationsCount() + " of " + total(found) + " violations");
        }
        return ExitCode.FINE;
    }

    private static String total(ListViolationsResponse found) {
        int least = found.getTotalIsAtLeast();
        return least == 0 ? String.valueOf(found.getTotalCount()) : "more than " + least;
    }

    /** All pages up to the limit as one answer; a limit that is no number of violations is for the service to refuse. */
    private static ListViolationsResponse read(ServiceConnection service, ListViolationsRequest request, int limit)
            throws CommandException {
        ListViolationsResponse.Builder all = ListViolationsResponse.newBuilder();
        ListViolationsRequest next =
                request.toBuilder().setLimit(Math.min(limit, MAX_PAGE)).build();
        while (true) {
            ListViolationsRequest asked = next;
            ListViolationsResponse page =
                    service.call(() -> service.violations().listViolations(asked));
            page.getViolationsList().forEach(all::addViolations);
            int left = limit - all.getViolationsCount();
            if (left <= 0 || page.getNextPageToken().isEmpty()) {
                return page.toBuilder()
                        .clearViolations()
                        .addAllViolations(all.getViolationsList())
                        .build();
            }
            next = request.toBuilder()
                    .setLimit(Math.min(left, MAX_PAGE))
                    .setPageToken(page.getNextPageToken())
                    .build();
        }
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
                .setSpanName(given.getString("span"))
                .setControl(given.getString("control"))
                .setTag(given.getString("tag"))
                .setFingerprint(given.getString("fingerprint"))
                .setText(given.getString("text"))
                .setOrder(given.getString("order"));
        if (!given.getString("since").isEmpty()) {
            request.setStartTime(TimeArgument.parse("--since", given.getString("since"), now));
        }
        if (!given.getString("until").isEmpty()) {
            request.setEndTime(TimeArgument.parse("--until", given.getString("until"), now));
        }
        return request.build();
    }
}
