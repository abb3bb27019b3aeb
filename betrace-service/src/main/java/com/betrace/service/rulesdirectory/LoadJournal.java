package com.betrace.service.rulesdirectory;

import com.betrace.catalog.ImportReport;
import com.betrace.catalog.ImportReport.Outcome;
import com.betrace.service.health.ComponentState;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people what became of the directory: each news once in the log and in the metrics, the present in the health. */
final class LoadJournal {

    private static final Logger LOG = LoggerFactory.getLogger(LoadJournal.class);
    private static final int NAMED = 5;

    private final @Nullable Path directory;
    private final RulesDirectoryMetrics metrics;
    private volatile @Nullable LoadResult last;

    /** @param directory null where none is configured */
    LoadJournal(@Nullable Path directory, RulesDirectoryMetrics metrics) {
        this.directory = directory;
        this.metrics = metrics;
    }

    void record(LoadResult result) {
        LoadResult before = last;
        last = result;
        if (before != null && result.saysTheSameAs(before)) {
            return;
        }
        if (directory != null) {
            metrics.tried(result.good() ? LoadOutcome.LOADED : LoadOutcome.REFUSED);
        }
        if (result.good()) {
            logGood(result, before != null && !before.good());
        } else {
            logProblems(result.problems());
        }
    }

    /** An event each, because an event is one line of the log. */
    private void logProblems(List<String> problems) {
        LOG.error(
                "{}, and the rules of its last good state stay, for {}:",
                directory == null
                        ? "No rules directory is configured"
                        : "The rules directory " + directory + " cannot be loaded",
                ReportText.plural(problems.size(), "problem"));
        problems.forEach(problem -> LOG.error("  {}", problem));
    }

    private void logGood(LoadResult result, boolean again) {
        ImportReport report = Objects.requireNonNull(result.report());
        if (directory != null) {
            String changes = ReportText.changes(report);
            LOG.info(
                    "The rules directory {} {}: {}{}",
                    directory,
                    again ? "is good again" : "is loaded",
                    contents(result),
                    changes.isEmpty() ? "" : ", " + changes);
        } else if (report.count(Outcome.DELETED) > 0) {
            LOG.info("No rules directory is configured: {} that came from one are removed", ReportText.removed(report));
        }
    }

    private static String contents(LoadResult result) {
        return ReportText.contents(Objects.requireNonNull(result.report())) + " in "
                + ReportText.plural(result.state().files().size(), "file");
    }

    /** How the directory is now. */
    ComponentState health() {
        LoadResult now = last;
        if (now == null) {
            return ComponentState.healthy("not looked at yet");
        }
        if (now.good()) {
            return ComponentState.healthy(directory == null ? "none configured" : contents(now));
        }
        List<String> problems = now.problems();
        return ComponentState.degraded(ReportText.plural(problems.size(), "problem")
                + ", the rules of the last good state stay: "
                + problems.stream().limit(NAMED).collect(Collectors.joining("; "))
                + (problems.size() > NAMED ? "; ..." : ""));
    }
}
