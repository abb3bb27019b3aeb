package com.betrace.benchmarks.faults;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * What {@code ./betrace bench --faults} was asked for.
 *
 * @param only scenarios whose title has this word in it; empty is all
 */
record Arguments(boolean quick, long seed, String only) {

    static final String USAGE = """
            usage: ./betrace bench --faults [--quick] [--seed N] [--only WORD]

              --quick      as small as in mvn verify: about 5 minutes instead of an hour
              --seed N     repeats the traces and the random moments of an earlier run
              --only WORD  only scenarios whose title has WORD in it, such as D1""";

    static Arguments parse(List<String> arguments) {
        boolean quick = false;
        long seed = new Random().nextInt(Integer.MAX_VALUE);
        String only = "";
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--quick" -> quick = true;
                case "--seed" -> seed = number(argument, value(argument, rest));
                case "--only" -> only = value(argument, rest);
                default -> throw new IllegalArgumentException("there is no option '" + argument + "'");
            }
        }
        return new Arguments(quick, seed, only);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static long number(String option, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " is '" + value + "', expected a number", e);
        }
    }

    List<Scenario> scenarios() {
        List<Scenario> all = quick ? Scenarios.small() : Scenarios.large();
        List<Scenario> chosen = all.stream()
                .filter(scenario -> only.isEmpty()
                        || Arrays.asList(scenario.title().split(" ")).contains(only))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("no scenario has the word '" + only + "' in its title: "
                    + all.stream().map(Scenario::title).toList());
        }
        return chosen;
    }
}
