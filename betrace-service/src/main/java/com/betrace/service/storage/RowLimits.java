package com.betrace.service.storage;

import com.betrace.model.Violation;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of a violation a row holds. A text that is too long ends with how long it was, a context that is too large has an
 * entry that says so: what is missing is seen to be missing, and the violation itself is never lost.
 */
final class RowLimits {

    static final int MESSAGE = 4_096;
    static final int TEXT = 1_024;
    static final int CONTEXT_ENTRIES = 64;
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
                violation.traceId(),
                violation.spanId(),
                Micros.toInstant(Micros.of(violation.foundAt())),
                cut(violation.service(), TEXT),
                cut(violation.spanName(), TEXT),
                cut(violation.message(), MESSAGE),
                cut(violation.context()),
                violation.offenders(),
                violation.offenderCount(),
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

    private static boolean fits(Map.Entry<String, String> entry) {
        return entry.getKey().length() <= TEXT && entry.getValue().length() <= TEXT;
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        String note = "... (cut from " + text.length() + " characters)";
        int end = limit - note.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + note;
    }
}
