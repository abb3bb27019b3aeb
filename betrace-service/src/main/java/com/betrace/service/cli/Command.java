package com.betrace.service.cli;

import java.io.IOException;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;

/** One command of the command line. Stateless; it runs on the thread of its caller. */
public interface Command {

    CommandHelp help();

    /** Declares arguments and options; {@code --help} is there already. */
    void declare(ArgumentParser arguments);

    /** Does the work. Writes what it found to the terminal's output and everything else to its errors. */
    ExitCode run(Namespace given, Terminal terminal) throws CommandException, IOException;
}
