package com.betrace.service.cli.client;

import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.CommandHelp;
import com.betrace.service.cli.Console.Tone;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.Terminal;
import com.betrace.service.json.ProtoJsonWriter;
import com.betrace.v1.HandleViolationRequest;
import com.betrace.v1.ListViolationsResponse;
import com.betrace.v1.Violation;
import com.betrace.v1.ViolationServiceGrpc.ViolationServiceBlockingStub;
import java.util.List;
import java.util.function.BiFunction;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code violations acknowledge} and the other commands that say what somebody makes of violations. */
public final class HandleViolationsCommand implements ServiceCommand {

    private final String name;
    private final String what;
    private final BiFunction<ViolationServiceBlockingStub, HandleViolationRequest, Violation> call;

    private HandleViolationsCommand(
            String name,
            String what,
            BiFunction<ViolationServiceBlockingStub, HandleViolationRequest, Violation> call) {
        this.name = name;
        this.what = what;
        this.call = call;
    }

    /** All of them. */
    public static List<HandleViolationsCommand> all() {
        return List.of(
                new HandleViolationsCommand(
                        "acknowledge",
                        "say that somebody works on violations",
                        ViolationServiceBlockingStub::acknowledgeViolation),
                new HandleViolationsCommand(
                        "resolve", "say that what broke is put right", ViolationServiceBlockingStub::resolveViolation),
                new HandleViolationsCommand(
                        "false-positive",
                        "say that the rule is wrong about violations",
                        ViolationServiceBlockingStub::markFalsePositive),
                new HandleViolationsCommand(
                        "reopen", "take handled violations up again", ViolationServiceBlockingStub::reopenViolation));
    }

    @Override
    public CommandHelp help() {
        return new CommandHelp(
                "violations " + name,
                what,
                "Notes it with the violations of a running service, one after the other, and stops at the first for which"
                        + " that cannot be done. The list shows what is OPEN; ask it for other states.",
                List.of("violations " + name + " 4685f3e0fcb36fe2e330994f9ed40eb8 --note 'the gateway is slow'"));
    }

    @Override
    public void declareOwn(ArgumentParser arguments) {
        arguments.addArgument("ID").nargs("+").help("ids of violations");
        arguments.addArgument("--note").metavar("TEXT").setDefault("").help("why, for those who look later");
        arguments.addArgument("--json").action(Arguments.storeTrue()).help("print one JSON document");
    }

    @Override
    public ExitCode run(ServiceConnection service, Namespace given, Terminal terminal) throws CommandException {
        List<String> ids = given.getList("ID");
        ListViolationsResponse.Builder all = ListViolationsResponse.newBuilder();
        try {
            for (String id : ids) {
                Violation handled = handle(service, id, given.getString("note"));
                all.addViolations(handled);
                if (!given.getBoolean("json")) {
                    terminal.out().line(Tone.GOOD, "✔ violation " + id + " is " + handled.getState());
                }
            }
        } finally {
            if (given.getBoolean("json")) {
                terminal.out()
                        .line(ProtoJsonWriter.write(
                                all.setTotalCount(all.getViolationsCount()).build()));
            }
        }
        return ExitCode.FINE;
    }

    private Violation handle(ServiceConnection service, String id, String note) throws CommandException {
        HandleViolationRequest request =
                HandleViolationRequest.newBuilder().setId(id).setNote(note).build();
        return service.call(() -> call.apply(service.violations(), request));
    }
}
