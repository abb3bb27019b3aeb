package com.betrace.service.api;

import com.betrace.catalog.CatalogedRule;
import com.betrace.catalog.RuleBundle.Place;
import com.betrace.catalog.RuleCatalog;
import com.betrace.catalog.RuleCatalog.ImportMode;
import com.betrace.catalog.RuleFilter;
import com.betrace.model.ErrorCode;
import com.betrace.model.Provenance;
import com.betrace.model.RequestException;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedKey.Kind;
import com.betrace.v1.ExportRulesRequest;
import com.betrace.v1.ImportRulesRequest;
import com.betrace.v1.ImportRulesResponse;
import com.betrace.v1.RuleFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The part of the RuleService that takes and gives rule files. */
public final class RuleFileApi {

    private static final int MAX_RULES = 5_000;

    private final RuleCatalog catalog;

    public RuleFileApi(RuleCatalog catalog) {
        this.catalog = catalog;
    }

    /** What cannot be read at all is refused as a whole; what can be, part by part. */
    public ImportRulesResponse importRules(ImportRulesRequest request, String actor) {
        RuleFile file = request.getFile();
        if (file.getRulesCount() > MAX_RULES) {
            throw new RequestException(
                    ErrorCode.RESOURCE_EXHAUSTED,
                    "rules: has " + file.getRulesCount() + " rules, expected at most " + MAX_RULES + " in a request");
        }
        ImportMode mode = new ImportMode(request.getAllOrNothing(), request.getDryRun());
        return ImportMapping.toMessage(catalog.importAll(
                RuleBundles.of(file, path -> new Place(Provenance.API, path)), mode, actor));
    }

    /** With everything that the rules read; with all that there is where all rules are asked for. */
    public RuleFile exportRules(ExportRulesRequest request) {
        List<CatalogedRule> rules = rules(request);
        boolean all = request.getIdsCount() == 0 && request.getTagsCount() == 0;
        RuleFile.Builder file = RuleFile.newBuilder();
        Set<SharedKey> read = new LinkedHashSet<>();
        for (CatalogedRule rule : rules) {
            file.addRules(RuleDocuments.of(rule.rule()));
            if (rule.program() != null) {
                read.addAll(rule.program().sharedNames());
            }
        }
        catalog.names(Kind.LIST).stream()
                .filter(name -> all || read.contains(name.key()))
                .forEach(name -> file.putLists(name.key().name(), SharedValues.list(name)));
        catalog.names(Kind.LOOKUP).stream()
                .filter(name -> all || read.contains(name.key()))
                .forEach(name -> file.putLookups(name.key().name(), SharedValues.lookup(name)));
        catalog.names(Kind.MACRO).stream()
                .filter(name -> all || read.contains(name.key()))
                .forEach(name -> file.putMacros(name.key().name(), String.valueOf(name.value())));
        return file.build();
    }

    private List<CatalogedRule> rules(ExportRulesRequest request) {
        if (request.getIdsCount() > 0) {
            Set<String> ids = new LinkedHashSet<>(request.getIdsList());
            return ids.stream()
                    .map(catalog::get)
                    .filter(rule -> rule.rule().tags().containsAll(request.getTagsList()))
                    .toList();
        }
        return catalog.list(new RuleFilter(false, null, request.getTagsList()));
    }
}
