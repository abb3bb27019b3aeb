package com.betrace.model;

import java.util.List;

/**
 * A trace and what a rule must say of it.
 *
 * @param offenders ids of the compact trace, in any order; empty where they do not matter
 * @param trace one span a line, in the compact notation
 * @param arrive the order in which spans arrive, by id, each perhaps with a delay such as {@code f@+8s}; empty for all at
 *     once in the order of the lines
 */
public record RuleTest(String name, Verdict expect, List<String> offenders, String trace, List<String> arrive) {

    public RuleTest {
        offenders = List.copyOf(offenders);
        arrive = List.copyOf(arrive);
    }
}
