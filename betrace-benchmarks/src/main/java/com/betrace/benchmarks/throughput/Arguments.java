package com.betrace.benchmarks.throughput;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What {@code ./betrace bench} was asked for.
 *
 * @param only figures whose title has this in it; empty is all
 * @param jvmOptions of the service's process
 */
record Arguments(boolean quick, String only, List<String> jvmOptions) {

    static final String USAGE = """
            usage: ./betrace bench [--quick] [--only TEXT] [--jvm OPTION]...

              --quick       some seconds for each figure instead of half a minute: less than 10 minutes for all
              --only TEXT   only the figures whose title has TEXT in it, such as JSON
              --jvm OPTION  an option for the Java process of the service, such as -Xmx4g""";

    /** IllegalArgumentException that says what is wrong. */
    static Arguments parse(List<String> arguments) {
        boolean quick = false;
        String only = "";
        List<String> jvmOptions = new ArrayList<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--quick" -> quick = true;
                case "--only" -> only = value(argument, rest);
                case "--jvm" -> jvmOptions.add(value(argument, rest));
                default -> throw new IllegalArgumentException("there is no option '" + argument + "'");
            }
        }
        return new Arguments(quick, only, jvmOptions);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }
}
