package com.betrace.service.rulefiles;

/**
 * Something that is wrong in a rule file.
 *
 * @param file its name, as the reader was given it; empty for a file that came in a request
 * @param line from 1; 0 where it is not known
 * @param column from 1, in characters; 0 where it is not known
 * @param path such as {@code rules[3].tests[0].expect}; empty where the text itself is wrong
 * @param message what is wrong and what was expected
 */
public record RuleFileProblem(String file, int line, int column, String path, String message) {

    /** Such as {@code rules/pay.yaml:12:5: rules[3].severity: is 'HIHG', expected ...}. */
    @Override
    public String toString() {
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        return (place.isEmpty() ? "" : place + ": ") + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
