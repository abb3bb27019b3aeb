package com.betrace.service.cli.client;

import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.CommandHelp;
import com.betrace.service.cli.Console.Tone;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.Terminal;
import com.betrace.service.rulefiles.RuleFileFormat;
import com.betrace.service.rulefiles.RuleFileWriter;
import com.betrace.v1.ExportRulesRequest;
import com.betrace.v1.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code rules export}: the rules of a service as a rule file. */
public final class ExportRulesCommand implements ServiceCommand {

    @Override
    public CommandHelp help() {
        return new CommandHelp(
                "rules export",
                "write the rules of a service as a rule file",
                "Writes rules of a running service, and the lists, lookups and macros that they read, as a rule file that"
                        + " rules apply takes.",
                List.of(
                        "rules export > rules.yaml",
                        "rules export --tag payments -o payments.yaml",
                        "rules export --json"));
    }

    @Override
    public void declareOwn(ArgumentParser arguments) {
        arguments.addArgument("ID").nargs("*").help("ids of rules; all where none is given");
        arguments
                .addArgument("--tag")
                .metavar("TAG")
                .action(Arguments.append())
                .setDefault(new ArrayList<>())
                .help("only rules with this tag; several are all needed");
        arguments.addArgument("-o", "--output").metavar("FILE").help("write to this file; .json means JSON");
        arguments.addArgument("--json").action(Arguments.storeTrue()).help("write JSON instead of YAML");
    }

    @Override
    public ExitCode run(ServiceConnection service, Namespace given, Terminal terminal) throws CommandException {
        RuleFile file = service.call(() -> service.rules()
                .exportRules(ExportRulesRequest.newBuilder()
                        .addAllIds(given.getList("ID"))
                        .addAllTags(given.getList("tag"))
                        .build()));
        String output = given.getString("output");
        boolean json =
                given.getBoolean("json") || output != null && RuleFileFormat.ofName(output) == RuleFileFormat.JSON;
        String text = RuleFileWriter.write(json ? RuleFileFormat.JSON : RuleFileFormat.YAML, file);
        if (output == null) {
            terminal.out().text(text);
        } else {
            write(Path.of(output), text);
            terminal.err().line(Tone.GOOD, "✔ " + file.getRulesCount() + " rules written to " + output);
        }
        return ExitCode.FINE;
    }

    private static void write(Path file, String text) throws CommandException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw CommandException.usage(file + ": cannot be written: " + e);
        }
    }
}
