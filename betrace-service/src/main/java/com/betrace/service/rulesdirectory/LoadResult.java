package com.betrace.service.rulesdirectory;

import com.betrace.catalog.ImportReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of the attempt to make the rules of the files those that judge.
 *
 * @param state what the directory held
 * @param problems why nothing was changed, a line each; empty where it is done
 * @param report null where the rules did not get as far as that
 * @param passing whether another attempt with the same files may go better
 */
record LoadResult(
        DirectoryState state,
        List<String> problems,
        @Nullable ImportReport report,
        boolean passing) {

    static LoadResult unreadable(DirectoryState state, List<String> problems) {
        return new LoadResult(state, List.copyOf(problems), null, false);
    }

    static LoadResult interrupted(DirectoryState state, String problem) {
        return new LoadResult(state, List.of(problem), null, true);
    }

    static LoadResult of(DirectoryState state, ImportReport report) {
        return new LoadResult(state, ReportText.problems(report), report, false);
    }

    boolean good() {
        return problems.isEmpty();
    }

    /** Whether there is nothing to say that the other did not say. */
    boolean saysTheSameAs(LoadResult other) {
        return problems.equals(other.problems) && (!good() || state.digest().equals(other.state.digest()));
    }
}
