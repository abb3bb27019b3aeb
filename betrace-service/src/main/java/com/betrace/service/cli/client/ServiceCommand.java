package com.betrace.service.cli.client;

import com.betrace.service.cli.Command;
import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.ExitCode;
import com.betrace.service.cli.Progress;
import com.betrace.service.cli.Terminal;
import java.io.IOException;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** A command that asks a running service. */
interface ServiceCommand extends Command {

    @Override
    default void declare(ArgumentParser arguments) {
        declareOwn(arguments);
        ServiceConnection.declare(arguments);
    }

    /** Declares what is not common to these commands. */
    void declareOwn(ArgumentParser arguments);

    @Override
    default ExitCode run(Namespace given, Terminal terminal) throws CommandException, IOException {
        try (ServiceConnection service = ServiceConnection.open(given, terminal);
                Progress progress = terminal.progress("waiting for the service")) {
            return run(service, given, terminal);
        }
    }

    ExitCode run(ServiceConnection service, Namespace given, Terminal terminal) throws CommandException, IOException;
}
