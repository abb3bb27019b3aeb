package com.betrace.service.rulesdirectory;

import com.betrace.service.health.ComponentState;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the rules that come from files as the files are. A state of the directory becomes the rules as a whole; where
 * anything is wrong with it, the last good one stays, and this one is tried again only when something may have changed:
 * the files, other rules, or the database.
 */
public final class RulesDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(RulesDirectory.class);

    private final Supplier<DirectoryState> scanner;
    private final BundleLoader loader;
    private final LongSupplier revision;
    private final LoadJournal journal;
    private @Nullable LoadResult last;
    private long lastRevision;

    /**
     * A directory that has not been looked at.
     *
     * @param revision of the catalog: another one after each change of any rule
     */
    RulesDirectory(Supplier<DirectoryState> scanner, BundleLoader loader, LongSupplier revision, LoadJournal journal) {
        this.scanner = scanner;
        this.loader = loader;
        this.revision = revision;
        this.journal = journal;
    }

    /** Loads the directory as it is. */
    synchronized void load() {
        load(scanner.get());
    }

    /** Loads the directory if that may bring anything new. Never throws, so that it can be called for ever. */
    synchronized void poll() {
        try {
            DirectoryState found = scanner.get();
            if (mayBringNews(found)) {
                load(found);
            }
        } catch (RuntimeException e) {
            LOG.error("The rules directory cannot be looked through", e);
        }
    }

    private boolean mayBringNews(DirectoryState found) {
        LoadResult before = last;
        if (before == null || !before.state().digest().equals(found.digest())) {
            return isSettled(found);
        }
        return before.passing() || (!before.good() && revision.getAsLong() != lastRevision);
    }

    /** While files are being replaced, what is found may be half of the old and half of the new. */
    private boolean isSettled(DirectoryState found) {
        return scanner.get().digest().equals(found.digest());
    }

    private void load(DirectoryState found) {
        long before = revision.getAsLong();
        LoadResult result = loader.load(found);
        last = result;
        lastRevision = before;
        journal.record(result);
    }

    /** Whether the rules are those of the files. */
    public ComponentState health() {
        return journal.health();
    }
}
