package com.betrace.service.cli.rules;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Ids by a pattern: {@code *} is any run of characters, {@code ?} is one. */
final class IdGlob {

    private IdGlob() {}

    static Predicate<String> of(String glob) {
        String expression = glob.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c)))
                .collect(Collectors.joining());
        return Pattern.compile(expression).asMatchPredicate();
    }
}
