package com.betrace.catalog;

import com.betrace.model.FieldViolation;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedKey.Kind;
import com.betrace.rule.RuleCompiler;
import com.betrace.rule.RuleIssue;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a list, lookup or macro may hold. Fields are those of its message. */
final class NameCheck {

    static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,63}");

    private static final int MAX_ENTRIES = 10_000;
    private static final int MAX_ITEMS = 1_000;
    private static final int MAX_TEXT = 1_000;

    private final FieldProblems problems = new FieldProblems();

    private NameCheck() {}

    static List<FieldViolation> of(SharedKey key, Object value, RuleCompiler compiler) {
        NameCheck check = new NameCheck();
        check.name(key.name());
        if (value instanceof List<?> list) {
            check.list("values", list, MAX_ENTRIES);
        } else if (value instanceof Map<?, ?> map) {
            check.lookup(map);
        } else if (key.kind() == Kind.MACRO) {
            check.macro(compiler.checkMacro(key.name(), String.valueOf(value)));
        }
        return check.problems.found();
    }

    private void name(String name) {
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    "name",
                    "'" + FieldProblems.quoted(name)
                            + "' is not a name, expected 1 to 64 letters, digits and '_', the first no digit");
        }
    }

    private void list(String field, List<?> list, int max) {
        problems.atMost(field, list, max);
        for (int i = 0; i < Math.min(list.size(), max); i++) {
            scalar(field + "[" + i + "]", list.get(i), "expected a string, a number, true or false");
        }
    }

    private void lookup(Map<?, ?> map) {
        if (map.size() > MAX_ENTRIES) {
            problems.add("entries", "has " + map.size() + " entries, expected at most " + MAX_ENTRIES);
            return;
        }
        map.forEach((key, value) -> {
            String field = "entries['" + FieldProblems.quoted(String.valueOf(key)) + "']";
            problems.atMost(field, String.valueOf(key), MAX_TEXT);
            if (value instanceof List<?> list) {
                list(field, list, MAX_ITEMS);
            } else {
                scalar(field, value, "expected a string, a number, true or false, or a list of them");
            }
        });
    }

    private void scalar(String field, @Nullable Object value, String expected) {
        if (value instanceof String text) {
            problems.atMost(field, text, MAX_TEXT);
        } else if (!(value instanceof Boolean) && !(value instanceof Number)) {
            problems.add(field, expected);
        }
    }

    private void macro(List<RuleIssue> issues) {
        issues.stream()
                .filter(issue -> issue.level() == RuleIssue.Level.ERROR)
                .forEach(issue -> problems.add(
                        issue.field(), "line " + issue.line() + ", column " + issue.column() + ": " + issue.message()));
    }
}
