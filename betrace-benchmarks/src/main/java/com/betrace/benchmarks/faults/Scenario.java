package com.betrace.benchmarks.faults;

/** One way to be nasty to a service, and what must hold afterwards. */
public interface Scenario {

    /** For people, with the numbers of the faults as docs/FAULTS.md has them. */
    String title();

    /** Runs it on a service of its own and writes down what was seen; an exception is a problem of the run itself. */
    void run(Setting setting, Protocol protocol) throws Exception;
}
