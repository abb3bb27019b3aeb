package com.betrace.service.rulefiles;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a rule file is written. */
public enum RuleFileFormat {
    YAML,
    JSON;

    /** By the ending of a file's name; null where it is none of a rule file. */
    public static @Nullable RuleFileFormat ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            return YAML;
        }
        return lower.endsWith(".json") ? JSON : null;
    }
}
