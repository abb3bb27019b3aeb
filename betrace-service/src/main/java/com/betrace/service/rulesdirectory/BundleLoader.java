package com.betrace.service.rulesdirectory;

import com.betrace.catalog.ImportReport;
import com.betrace.catalog.RuleBundle;
import com.betrace.catalog.RuleBundle.BundledName;
import com.betrace.catalog.RuleBundle.BundledRule;
import com.betrace.model.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes what all files say together the rules that come from files. */
final class BundleLoader {

    private final Function<FoundFile, FileReading> reader;
    private final Function<RuleBundle, ImportReport> catalog;

    /**
     * A loader.
     *
     * @param reader reads one file
     * @param catalog takes all or nothing
     */
    BundleLoader(Function<FoundFile, FileReading> reader, Function<RuleBundle, ImportReport> catalog) {
        this.reader = reader;
        this.catalog = catalog;
    }

    /** Changes nothing as long as any file cannot be read: its rules would seem to be gone. */
    LoadResult load(DirectoryState state) {
        List<String> problems = new ArrayList<>(state.problems());
        List<BundledName> names = new ArrayList<>();
        List<BundledRule> rules = new ArrayList<>();
        for (FoundFile file : state.files()) {
            FileReading reading = reader.apply(file);
            problems.addAll(reading.problems());
            names.addAll(reading.bundle().names());
            rules.addAll(reading.bundle().rules());
        }
        return problems.isEmpty()
                ? synchronize(state, new RuleBundle(names, rules))
                : LoadResult.unreadable(state, problems);
    }

    private LoadResult synchronize(DirectoryState state, RuleBundle bundle) {
        try {
            return LoadResult.of(state, catalog.apply(bundle));
        } catch (RequestException e) {
            return LoadResult.interrupted(state, "the rules cannot be changed: " + e.getMessage());
        }
    }
}
