package com.betrace.service.cli.client;

import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.CommandHelp;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.Terminal;
import com.betrace.service.json.ProtoJsonWriter;
import com.betrace.service.rulefiles.RuleFileFormat;
import com.betrace.service.rulefiles.RuleFileWriter;
import com.betrace.v1.DraftExceptionRequest;
import com.betrace.v1.DraftTestRequest;
import com.betrace.v1.RuleChangeDraft;
import com.betrace.v1.ViolationServiceGrpc.ViolationServiceBlockingStub;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code violations draft-exception} and {@code violations draft-test}: changes of a rule made from what it found. */
public final class DraftChangeCommand implements ServiceCommand {

    private final CommandHelp help;
    private final Consumer<ArgumentParser> options;
    private final BiFunction<ViolationServiceBlockingStub, Namespace, RuleChangeDraft> call;

    private DraftChangeCommand(
            CommandHelp help,
            Consumer<ArgumentParser> options,
            BiFunction<ViolationServiceBlockingStub, Namespace, RuleChangeDraft> call) {
        this.help = help;
        this.options = options;
        this.call = call;
    }

    public static DraftChangeCommand exception() {
        CommandHelp help = new CommandHelp(
                "violations draft-exception",
                "draft an exception of the rule of a violation",
                "Prints the rule of a violation as a rule file, with one more exception that takes the violation out. What to look"
                        + " at before it is applied is printed as comments. Nothing is stored.",
                List.of("violations draft-exception 4685f3e0fcb36fe2e330994f9ed40eb8 --reason 'a load test'"));
        return new DraftChangeCommand(
                help,
                arguments -> {
                    arguments
                            .addArgument("--reason")
                            .metavar("TEXT")
                            .required(true)
                            .help("why it is granted");
                    arguments
                            .addArgument("--expires")
                            .metavar("DAY")
                            .setDefault("")
                            .help("the last day on which it holds, YYYY-MM-DD; in 30 days unless given");
                },
                (service, given) -> service.draftException(DraftExceptionRequest.newBuilder()
                        .setId(given.getString("ID"))
                        .setReason(given.getString("reason"))
                        .setExpires(given.getString("expires"))
                        .build()));
    }

    public static DraftChangeCommand test() {
        CommandHelp help = new CommandHelp(
                "violations draft-test",
                "draft a test from the trace of a violation",
                "Prints the rule of a violation as a rule file, with one more test that has the violation's trace. What to look at"
                        + " before it is applied is printed as comments. Nothing is stored.",
                List.of("violations draft-test 4685f3e0fcb36fe2e330994f9ed40eb8 --expect SATISFIED > rule.yaml"));
        return new DraftChangeCommand(
                help,
                arguments -> {
                    arguments
                            .addArgument("--name")
                            .metavar("TEXT")
                            .setDefault("")
                            .help("the name of the test");
                    arguments
                            .addArgument("--expect")
                            .metavar("VERDICT")
                            .setDefault("")
                            .help("VIOLATED (the default), or SATISFIED where the rule is wrong about it");
                },
                (service, given) -> service.draftTest(DraftTestRequest.newBuilder()
                        .setId(given.getString("ID"))
                        .setName(given.getString("name"))
                        .setExpect(given.getString("expect"))
                        .build()));
    }

    @Override
    public CommandHelp help() {
        return help;
    }

    @Override
    public void declareOwn(ArgumentParser arguments) {
        arguments.addArgument("ID").help("the id of a violation");
        options.accept(arguments);
        arguments.addArgument("--json").action(Arguments.storeTrue()).help("print one JSON document");
    }

    @Override
    public ExitCode run(ServiceConnection service, Namespace given, Terminal terminal) throws CommandException {
        RuleChangeDraft draft = service.call(() -> call.apply(service.violations(), given));
        if (given.getBoolean("json")) {
            terminal.out().line(ProtoJsonWriter.write(draft));
        } else {
            draft.getRemarksList().forEach(remark -> terminal.out().line("# " + onOneLine(remark)));
            terminal.out().text(RuleFileWriter.write(RuleFileFormat.YAML, draft.getFile()));
        }
        return ExitCode.FINE;
    }

    /** Names of attributes are what anybody sent: none may begin a line that is no comment. */
    static String onOneLine(String remark) {
        return remark.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9F}\\x{2028}\\x{2029}]", " ");
    }
}
