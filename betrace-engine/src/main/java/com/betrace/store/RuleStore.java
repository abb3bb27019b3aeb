package com.betrace.store;

import com.betrace.model.Rule;
import com.betrace.model.RuleVersion;
import com.betrace.model.SharedName;
import java.util.List;

/**
 * Keeps rules, what they share, and what they were. Thread-safe; a call returns when its change is durable in the sense of
 * the implementation, and every later read sees it. Times are kept to the microsecond, names are compared by their
 * characters, longs stay longs and doubles doubles; the order of the keys of a lookup may be lost.
 */
public interface RuleStore {

    /** How many versions of a rule are kept, its deletions among them; the oldest are forgotten. */
    int VERSIONS_KEPT = 200;

    /** All rules, sorted by id. */
    List<Rule> list();

    /** All lists, lookups and macros, sorted by kind, then name. */
    List<SharedName> names();

    /**
     * Does all of the changes, or none of them. Throws RequestException:
     *
     * <ul>
     *   <li>ABORTED for a rule whose version is not beyond {@link #lastVersion}, and for a removed one that has been changed
     *       since the version that is given;
     *   <li>NOT_FOUND for a removed rule that is not stored;
     *   <li>ALREADY_EXISTS for a name that two rules have once all is done, so that rules may swap their names.
     * </ul>
     *
     * <p>A shared name that is removed need not be there, and stays if the changes give it too.
     */
    void apply(RuleChanges changes);

    /** The highest version that a rule of this id has or had; 0 where there never was one. */
    long lastVersion(String id);

    /**
     * What a rule was, newest first, the version that is stored and its deletions among them; empty where there never was
     * one.
     */
    List<RuleVersion> history(String id);
}
