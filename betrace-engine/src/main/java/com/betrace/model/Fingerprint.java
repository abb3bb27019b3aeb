package com.betrace.model;

import java.util.List;

/** What makes violations the same problem. */
public final class Fingerprint {

    private Fingerprint() {}

    /** 32 hex digits, the same for the same rule and values. */
    public static String of(String ruleId, List<String> values) {
        Digest digest = new Digest().add(ruleId);
        values.forEach(digest::add);
        return digest.hex();
    }
}
