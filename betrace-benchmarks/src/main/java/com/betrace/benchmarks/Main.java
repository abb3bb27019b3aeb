package com.betrace.benchmarks;

import com.betrace.benchmarks.faults.FaultRun;
import java.util.Arrays;

/** Runs the fault runs where the first argument is {@code --faults}, else JMH with all arguments. */
public final class Main {

    private Main() {}

    public static void main(String... arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("--faults")) {
            System.exit(FaultRun.run(Arrays.copyOfRange(arguments, 1, arguments.length)));
        } else {
            org.openjdk.jmh.Main.main(arguments);
        }
    }
}
