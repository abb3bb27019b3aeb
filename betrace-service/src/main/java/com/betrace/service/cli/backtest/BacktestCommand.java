package com.betrace.service.cli.backtest;

import com.betrace.rule.CompiledRule;
import com.betrace.service.cli.Command;
import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.CommandHelp;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.JsonOutput;
import com.betrace.service.cli.Progress;
import com.betrace.service.cli.Terminal;
import com.betrace.service.cli.client.ServiceConnection;
import com.betrace.service.cli.rules.RulePrograms;
import com.betrace.service.json.ProtoJsonWriter;
import com.betrace.service.rulefiles.RuleFileException;
import com.betrace.service.rulefiles.RuleFileReader;
import com.betrace.spelling.Suggestions;
import com.betrace.v1.BacktestRuleRequest;
import com.betrace.v1.RuleDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/** {@code rules backtest FILE}: what rules would have found in recorded traces. */
public final class BacktestCommand implements Command {

    private static final int EXAMPLES = 5;

    @Override
    public CommandHelp help() {
        return new CommandHelp(
                "rules backtest",
                "try rules of a file on recorded traces",
                "Judges recorded traces by the rules of a file, and perhaps by other versions of them, and prints what is"
                        + " new, lost and unchanged, at which rate and cost. Nothing is stored. The traces are those of a"
                        + " file, without a service, or the recent ones of a running service, which then compares with its"
                        + " own rules of the same ids.",
                List.of(
                        "rules backtest draft.yaml --traces recorded.jsonl",
                        "rules backtest draft.yaml --rule fraud-check --traces recorded.jsonl --against live.yaml",
                        "rules backtest draft.yaml --server localhost:50051 --max-traces 1000"));
    }

    @Override
    public void declare(ArgumentParser arguments) {
        arguments.addArgument("FILE").help("a rule file with the drafts, or a directory with rule files");
        arguments.addArgument("--traces").metavar("TRACES").help("file of traces, in any format that send takes");
        arguments.addArgument("--rule").metavar("ID").help("only this rule");
        arguments
                .addArgument("--against")
                .metavar("OTHER")
                .help("rule file with other versions; for a service the id of its rule");
        arguments
                .addArgument("--max-traces")
                .metavar("COUNT")
                .type(Integer.class)
                .setDefault(0)
                .help("judge only so many, the last ones; all unless given");
        arguments
                .addArgument("--examples")
                .metavar("COUNT")
                .type(Integer.class)
                .setDefault(EXAMPLES)
                .help("violations to show of each kind; " + EXAMPLES + " unless given");
        arguments.addArgument("--json").action(Arguments.storeTrue()).help("print one JSON document");
        ServiceConnection.declare(arguments);
    }

    @Override
    public ExitCode run(Namespace given, Terminal terminal) throws CommandException {
        String traces = given.getString("traces");
        if ((traces == null) == (given.getString("server") == null)) {
            throw CommandException.usage("which traces? Expected either --traces FILE or --server HOST:PORT");
        }
        List<RuleTrial> trials;
        try (Progress progress = terminal.progress("judging traces")) {
            trials = traces == null ? remote(given, terminal) : local(Path.of(traces), given, terminal);
        }
        if (given.getBoolean("json")) {
            terminal.out().line(json(trials));
        } else {
            BacktestPrinter printer = new BacktestPrinter(terminal.out());
            trials.forEach(printer::print);
        }
        return ExitCode.FINE;
    }

    private static List<RuleTrial> local(Path traces, Namespace given, Terminal terminal) throws CommandException {
        Map<String, CompiledRule> drafts = RulePrograms.of(given.getString("FILE"), terminal);
        String against = given.getString("against");
        Map<String, CompiledRule> others = against == null ? Map.of() : RulePrograms.of(against, terminal);
        return LocalBacktest.of(traces, given.getInt("max_traces"), given.getInt("examples"))
                .run(chosen(drafts, given.getString("rule")), others);
    }

    private static List<RuleTrial> remote(Namespace given, Terminal terminal) throws CommandException {
        Map<String, RuleDocument> drafts = new LinkedHashMap<>();
        for (RuleDocument draft : documents(given.getString("FILE"))) {
            drafts.put(draft.getId().isEmpty() ? draft.getName() : draft.getId(), draft);
        }
        List<RuleTrial> trials = new ArrayList<>();
        String against = given.getString("against");
        try (ServiceConnection service = ServiceConnection.open(given, terminal)) {
            for (var draft : chosen(drafts, given.getString("rule")).entrySet()) {
                BacktestRuleRequest request = BacktestRuleRequest.newBuilder()
                        .setRule(draft.getValue())
                        .setAgainst(against == null ? "" : against)
                        .setMaxTraces(given.getInt("max_traces"))
                        .setMaxViolations(given.getInt("examples"))
                        .build();
                trials.add(new RuleTrial(
                        draft.getKey(), service.call(() -> service.rules().backtestRule(request))));
            }
        }
        return trials;
    }

    private static List<RuleDocument> documents(String file) throws CommandException {
        try {
            return new RuleFileReader().read(Path.of(file)).content().getRulesList();
        } catch (RuleFileException e) {
            throw CommandException.usage("\n" + e.getMessage());
        }
    }

    private static <V> Map<String, V> chosen(Map<String, V> rules, @Nullable String id) throws CommandException {
        if (id == null) {
            return rules;
        }
        V rule = rules.get(id);
        if (rule == null) {
            throw CommandException.usage(
                    "there is no rule '" + id + "' in the file" + Suggestions.hint(id, rules.keySet()));
        }
        return Map.of(id, rule);
    }

    /** The results are the service's messages, in the order of the file. */
    private static String json(List<RuleTrial> trials) {
        return trials.stream()
                .map(trial -> "{\"rule\":" + JsonOutput.write(trial.rule()) + ",\"result\":"
                        + ProtoJsonWriter.write(trial.result()) + "}")
                .collect(Collectors.joining(",", "{\"rules\":[", "]}"));
    }
}
