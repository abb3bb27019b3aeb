package com.betrace.store;

import com.betrace.model.Rule;
import java.util.List;
import java.util.Optional;

/**
 * Keeps rules. Thread-safe; a call returns when its change is durable in the sense of the implementation, and every later
 * read sees it. Times are kept to the microsecond, names are compared by their characters.
 */
public interface RuleStore {

    /** All rules, sorted by id. */
    List<Rule> list();

    Optional<Rule> get(String id);

    /** Adds a rule. A taken id or name is a RequestException ALREADY_EXISTS that says which, and changes nothing. */
    void insert(Rule rule);

    /**
     * Replaces the rule with this id where its stored version is {@code expectedVersion}; else throws RequestException
     * ABORTED. A missing rule is NOT_FOUND, a name taken by another rule ALREADY_EXISTS.
     */
    void replace(Rule rule, long expectedVersion);

    /** Removes a rule; false where there was none. Its last version is remembered. */
    boolean delete(String id);

    /** The highest version that a rule of this id has or had; 0 where there never was one. */
    long lastVersion(String id);
}
