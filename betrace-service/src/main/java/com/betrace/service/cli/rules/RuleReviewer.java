package com.betrace.service.cli.rules;

import com.betrace.catalog.ImportReport.ImportResult;
import com.betrace.catalog.ImportReport.Kind;
import com.betrace.catalog.RuleBundle;
import com.betrace.catalog.RuleBundle.BundledName;
import com.betrace.catalog.RuleBundle.BundledRule;
import com.betrace.catalog.RuleBundle.Place;
import com.betrace.catalog.RuleCatalog;
import com.betrace.catalog.RuleCatalog.ImportMode;
import com.betrace.catalog.RuleCatalog.Settings;
import com.betrace.model.Provenance;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.jexl.JexlRuleCompiler;
import com.betrace.rulecase.CompactTrace;
import com.betrace.service.api.RuleBundles;
import com.betrace.service.cli.rules.ReviewedRule.ReviewedTest;
import com.betrace.service.judging.SystemClock;
import com.betrace.service.rulefiles.FilePlaces.Position;
import com.betrace.service.rulefiles.ReadRuleFile;
import com.betrace.service.rulefiles.RuleFileException;
import com.betrace.service.rulefiles.RuleFileReader;
import com.betrace.store.InMemoryRuleStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads rule files as one set and says of each part what an import into an empty service would. One use. */
final class RuleReviewer {

    private final Map<String, FilePart> parts = new HashMap<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final List<BundledName> names = new ArrayList<>();
    private final List<BundledRule> rules = new ArrayList<>();

    static RuleReview review(List<Path> files) {
        RuleReviewer reviewer = new RuleReviewer();
        files.forEach(reviewer::read);
        return reviewer.judge(files.stream().map(Path::toString).toList());
    }

    private void read(Path path) {
        try {
            ReadRuleFile file = new RuleFileReader().read(path);
            RuleBundle bundle = RuleBundles.of(file.content(), part -> place(file, part));
            names.addAll(bundle.names());
            rules.addAll(bundle.rules());
        } catch (RuleFileException e) {
            e.problems().forEach(problem -> remarks.add(FilePart.remark(problem)));
        }
    }

    private Place place(ReadRuleFile file, String path) {
        Position at = file.places().of(path);
        String text = file.name() + ":" + at.line() + ":" + at.column();
        parts.put(text, new FilePart(file, path));
        return new Place(Provenance.API, text);
    }

    private RuleReview judge(List<String> files) {
        RuleCatalog catalog = new RuleCatalog(
                new InMemoryRuleStore(),
                new JexlRuleCompiler(
                        RuleLimits.defaults(), SystemClock.INSTANCE, InstantSource.fixed(CompactTrace.TIME_ZERO)),
                // Nobody waits for a lock here, so tests may take their time.
                new Settings(InstantSource.system(), () -> 0, Map.of()));
        RuleBundle bundle = new RuleBundle(names, rules);
        List<ImportResult> results =
                catalog.importAll(bundle, new ImportMode(false, false), "").results();
        List<ReviewedRule> reviewed = new ArrayList<>();
        for (ImportResult result : results) {
            FilePart part = part(result.place());
            remarks.addAll(new ResultRemarks(part, bundle).of(result));
            if (result.kind() == Kind.RULE) {
                CompiledRule program =
                        result.error().isEmpty() ? catalog.get(result.id()).program() : null;
                reviewed.add(reviewed(part, result, rules.get(reviewed.size()), program));
            }
        }
        return new RuleReview(files, names.size(), remarks, reviewed);
    }

    private FilePart part(String place) {
        FilePart part = parts.get(place);
        if (part == null) {
            throw new IllegalStateException("nothing was read at " + place);
        }
        return part;
    }

    private static ReviewedRule reviewed(
            FilePart part, ImportResult result, BundledRule rule, @Nullable CompiledRule program) {
        List<ReviewedTest> tests = new ArrayList<>();
        rule.draft().definition().tests().forEach(test -> {
            Position at = part.file().places().of(part.path() + ".tests[" + tests.size() + "]");
            tests.add(new ReviewedTest(test, at.line(), at.column()));
        });
        return new ReviewedRule(
                part.file().name(),
                part.file().places().of(part.path()).line(),
                part.path(),
                result.id(),
                program,
                tests,
                result.failingTests());
    }
}
