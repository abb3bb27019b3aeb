package com.betrace.service.cli.rules;

/** Numbers of things, in words. */
final class Counted {

    private Counted() {}

    /** Such as {@code 1 rule} or {@code 3 rules}. */
    static String of(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
