package com.betrace.service.storage;

import com.betrace.store.RuleStore;
import com.betrace.store.ViolationStore;
import java.nio.file.Path;

/** The open stores; they stay open until the service stops. */
public final class Database {

    private final RuleStore rules;
    private final ViolationStore violations;
    private final Removal removal;
    private final Path directory;

    Database(RuleStore rules, ViolationStore violations, Removal removal, Path directory) {
        this.rules = rules;
        this.violations = violations;
        this.removal = removal;
        this.directory = directory;
    }

    public RuleStore rules() {
        return rules;
    }

    public ViolationStore violations() {
        return violations;
    }

    /** How violations that need not be kept are removed. */
    Removal removal() {
        return removal;
    }

    /** Where their files are. */
    public Path directory() {
        return directory;
    }
}
