package com.betrace.service.cli.client;

import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.CommandHelp;
import com.betrace.service.cli.Console;
import com.betrace.service.cli.Console.Tone;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.Terminal;
import com.betrace.service.json.ProtoJsonWriter;
import com.betrace.service.json.ProtoYamlWriter;
import com.betrace.v1.GetRuleRequest;
import com.betrace.v1.Rule;
import com.betrace.v1.RuleDocument;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code rules get ID}: one rule, how it is, and what it says. */
public final class GetRuleCommand implements ServiceCommand {

    @Override
    public CommandHelp help() {
        return new CommandHelp(
                "rules get",
                "show a rule of a service",
                "Shows how a rule of a running service is, what the compiler and its tests say of it, and the rule itself"
                        + " as YAML.",
                List.of("rules get fraud-check-before-big-charge", "rules get failed-spans --json"));
    }

    @Override
    public void declareOwn(ArgumentParser arguments) {
        arguments.addArgument("ID").help("the rule's id");
        arguments.addArgument("--json").action(Arguments.storeTrue()).help("print one JSON document");
    }

    @Override
    public ExitCode run(ServiceConnection service, Namespace given, Terminal terminal) throws CommandException {
        Rule rule = service.call(() -> service.rules()
                .getRule(
                        GetRuleRequest.newBuilder().setId(given.getString("ID")).build()));
        if (given.getBoolean("json")) {
            terminal.out().line(ProtoJsonWriter.write(rule));
        } else {
            print(rule, terminal.out());
        }
        return ExitCode.FINE;
    }

    /** What is not the rule is a comment, so that the whole is YAML. */
    private static void print(Rule rule, Console out) {
        out.line(Tone.FAINT, "# " + RuleStates.line(rule));
        rule.getIssuesList()
                .forEach(issue -> out.line(
                        Tone.FAINT,
                        "# " + issue.getSeverity() + " " + issue.getField() + ":" + issue.getLine() + ":"
                                + issue.getColumn() + " " + issue.getMessage()));
        rule.getFailingTestsList()
                .forEach(test -> out.line(Tone.FAINT, "# test '" + test.getName() + "' fails: " + test.getMessage()));
        out.text(ProtoYamlWriter.write(document(rule)));
    }

    /** Fields of one name are the same in both; a service sends empty ones too. */
    private static RuleDocument document(Rule rule) {
        RuleDocument.Builder document = RuleDocument.newBuilder();
        rule.getAllFields().forEach((field, value) -> {
            FieldDescriptor same = RuleDocument.getDescriptor().findFieldByName(field.getName());
            boolean isEmpty = value instanceof Message message && message.equals(message.getDefaultInstanceForType());
            if (same != null && !isEmpty) {
                document.setField(same, value);
            }
        });
        return document.build();
    }
}
