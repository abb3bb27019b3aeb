package com.betrace.benchmarks.throughput;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./betrace bench} was asked for.
 *
 * @param only figures whose title has this in it; empty is all
 * @param jvmOptions of the service's process
 * @param soak for how long half load is to be borne; null for the other figures
 */
record Arguments(
        boolean quick,
        String only,
        List<String> jvmOptions,
        @Nullable Duration soak) {

    static final String USAGE = """
            usage: ./betrace bench [--quick] [--only TEXT] [--jvm OPTION]... [--soak TIME]

              --quick       some seconds for each figure instead of half a minute: less than 10 minutes for all
              --only TEXT   only the figures whose title has TEXT in it, such as JSON
              --jvm OPTION  an option for the Java process of the service, such as -Xmx4g
              --soak TIME   half load for so long, such as 60m: fails where memory, files or threads grow""";

    /** IllegalArgumentException that says what is wrong. */
    static Arguments parse(List<String> arguments) {
        boolean quick = false;
        String only = "";
        List<String> jvmOptions = new ArrayList<>();
        Duration soak = null;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--quick" -> quick = true;
                case "--only" -> only = value(argument, rest);
                case "--jvm" -> jvmOptions.add(value(argument, rest));
                case "--soak" -> soak = duration(value(argument, rest));
                default -> throw new IllegalArgumentException("there is no option '" + argument + "'");
            }
        }
        return new Arguments(quick, only, jvmOptions, soak);
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse("PT" + text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("--soak is '" + text + "', expected a time such as 60m or 90s", e);
        }
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }
}
