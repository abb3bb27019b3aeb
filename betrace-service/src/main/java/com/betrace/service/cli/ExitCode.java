package com.betrace.service.cli;

/** What a command says to the shell. */
public enum ExitCode {
    /** All is well. */
    FINE(0),
    /** The command did its work, and what it looked at is not well: a rule, a test, an import. */
    FAILED(1),
    /** The command line makes no sense, or a file cannot be read. */
    USAGE(2),
    /** The service cannot be reached, or refused. */
    SERVICE(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
