package com.betrace.service.storage;

import com.betrace.model.Explanation;
import com.betrace.model.Explanation.Role;
import com.betrace.model.Explanation.RoleName;
import com.betrace.model.Explanation.Value;
import com.betrace.model.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How much of a violation a row holds. A text that is too long ends with how long it was, a context or an explanation that
 * is too large has an entry that says so: what is missing is seen to be missing, and the violation itself is never lost.
 */
final class RowLimits {

    static final int MESSAGE = 4_096;
    static final int TEXT = 1_024;

    /** Of what is found by an index: PostgreSQL has entries of 2 704 bytes at most, and a character takes up to three. */
    static final int NAME = 512;

    static final int CONTEXT_ENTRIES = 64;
    static final int EXPLANATION_ENTRIES = 64;
    static final String CUT_ENTRY = "betrace.cut";

    private RowLimits() {}

    /** The violation as a row holds it; usually the same. */
    static Violation cut(Violation violation) {
        return new Violation(
                violation.id(),
                violation.ruleId(),
                cut(violation.ruleName(), TEXT),
                violation.ruleVersion(),
                violation.severity(),
                violation.mode(),
                violation.traceId(),
                violation.spanId(),
                Micros.toInstant(Micros.of(violation.foundAt())),
                cut(violation.service(), NAME),
                cut(violation.spanName(), NAME),
                violation.undecided(),
                violation.fingerprint(),
                cut(violation.message(), MESSAGE),
                cut(violation.context()),
                violation.offenders(),
                violation.offenderCount(),
                cut(violation.explanation()),
                violation.controls(),
                violation.tags(),
                violation.late(),
                violation.retracted(),
                violation.handling(),
                violation.revision());
    }

    private static Map<String, String> cut(Map<String, String> context) {
        if (context.size() <= CONTEXT_ENTRIES && context.entrySet().stream().allMatch(RowLimits::fits)) {
            return context;
        }
        int kept = context.size() <= CONTEXT_ENTRIES ? CONTEXT_ENTRIES : CONTEXT_ENTRIES - 1;
        Map<String, String> cut = new TreeMap<>();
        new TreeMap<>(context)
                .entrySet().stream()
                        .limit(kept)
                        .forEach(entry -> cut.put(cut(entry.getKey(), TEXT), cut(entry.getValue(), TEXT)));
        if (context.size() > CONTEXT_ENTRIES) {
            cut.put(CUT_ENTRY, (context.size() - kept) + " more entries");
        }
        return cut;
    }

    private static Explanation cut(Explanation explanation) {
        return new Explanation(
                cut(explanation.roles(), RowLimits::cut, rest -> new Role(RoleName.WITNESS, null, rest)),
                cut(explanation.values(), RowLimits::cut, rest -> new Value(CUT_ENTRY, rest)),
                cut(explanation.closest(), TEXT));
    }

    private static Role cut(Role role) {
        return new Role(role.name(), role.spanId(), cut(role.text(), TEXT));
    }

    private static Value cut(Value value) {
        return new Value(cut(value.expression(), TEXT), cut(value.value(), TEXT));
    }

    private static <T> List<T> cut(List<T> list, UnaryOperator<T> cut, Function<String, T> note) {
        int kept = list.size() <= EXPLANATION_ENTRIES ? list.size() : EXPLANATION_ENTRIES - 1;
        List<T> entries = new ArrayList<>(list.subList(0, kept));
        entries.replaceAll(cut);
        if (kept < list.size()) {
            entries.add(note.apply((list.size() - kept) + " more entries"));
        }
        return entries;
    }

    private static boolean fits(Map.Entry<String, String> entry) {
        return entry.getKey().length() <= TEXT && entry.getValue().length() <= TEXT;
    }

    /** PostgreSQL has no NUL in a text: it is replaced wherever a violation is stored. */
    private static String cut(String text, int limit) {
        String stored = text.replace('\0', '\uFFFD');
        if (stored.length() <= limit) {
            return stored;
        }
        String note = "... (cut from " + text.length() + " characters)";
        int end = limit - note.length();
        return stored.substring(0, Character.isHighSurrogate(stored.charAt(end - 1)) ? end - 1 : end) + note;
    }
}
