package com.betrace.service.cli;

/** A command that cannot do its work. The message is for the person who gave it: what is wrong, and what to do. */
public final class CommandException extends Exception {

    private static final long serialVersionUID = 1;

    private final ExitCode exit;

    public CommandException(ExitCode exit, String message) {
        super(message);
        this.exit = exit;
    }

    public static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message);
    }

    public ExitCode exit() {
        return exit;
    }
}
