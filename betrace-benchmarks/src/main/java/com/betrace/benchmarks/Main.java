package com.betrace.benchmarks;

import com.betrace.benchmarks.faults.FaultRun;
import com.betrace.benchmarks.throughput.Throughput;
import java.util.Arrays;
import java.util.List;

/** Runs the fault runs by {@code --faults}, JMH by {@code --jmh}, else the packaged service under load. */
public final class Main {

    private Main() {}

    public static void main(String... arguments) throws Exception {
        String first = arguments.length == 0 ? "" : arguments[0];
        switch (first) {
            case "--faults" -> System.exit(FaultRun.run(rest(arguments)));
            case "--jmh" -> org.openjdk.jmh.Main.main(rest(arguments));
            case "--sink" -> Throughput.sink(arguments[1]);
            default -> System.exit(Throughput.run(List.of(arguments)));
        }
    }

    private static String[] rest(String... arguments) {
        return Arrays.copyOfRange(arguments, 1, arguments.length);
    }
}
