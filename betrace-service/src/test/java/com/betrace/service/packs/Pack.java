package com.betrace.service.packs;

import com.betrace.rule.SharedNames;
import java.util.List;

/**
 * A rule file.
 *
 * @param file its path below {@code rules/}, with slashes
 */
record Pack(String file, SharedNames names, List<PackRule> rules) {

    Pack {
        rules = List.copyOf(rules);
    }

    @Override
    public String toString() {
        return file;
    }
}
