package com.betrace.service.packs;

import com.betrace.catalog.RuleBundle;
import com.betrace.catalog.RuleBundle.BundledName;
import com.betrace.catalog.RuleBundle.BundledRule;
import com.betrace.catalog.RuleDraft;
import com.betrace.model.Provenance;
import com.betrace.model.SharedKey.Kind;
import com.betrace.rule.SharedNames;
import com.betrace.service.rulefiles.RuleFileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the packs of this repository as the product reads rule files. */
final class PackFiles {

    static final Path DIRECTORY = Path.of(System.getProperty("betrace.root"), "rules");

    private PackFiles() {}

    /** All packs, by path. */
    static List<Pack> all() {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(PackFiles::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pack read(Path file) {
        String path = DIRECTORY.relativize(file).toString().replace('\\', '/');
        RuleBundle bundle = new RuleFileReader().read(file).bundle(Provenance.ofFile(path));
        return new Pack(
                path,
                names(bundle),
                bundle.rules().stream().map(PackFiles::rule).toList());
    }

    @SuppressWarnings("unchecked") // the kind says what the value is
    private static SharedNames names(RuleBundle bundle) {
        Map<String, List<Object>> lists = new HashMap<>();
        Map<String, Map<String, Object>> lookups = new HashMap<>();
        Map<String, String> macros = new HashMap<>();
        for (BundledName name : bundle.names()) {
            String key = name.key().name();
            if (name.key().kind() == Kind.LIST) {
                lists.put(key, (List<Object>) name.value());
            } else if (name.key().kind() == Kind.LOOKUP) {
                lookups.put(key, (Map<String, Object>) name.value());
            } else {
                macros.put(key, (String) name.value());
            }
        }
        return new SharedNames(lists, lookups, macros);
    }

    private static PackRule rule(BundledRule rule) {
        if (rule.problem() != null) {
            throw rule.problem();
        }
        RuleDraft draft = rule.draft();
        return new PackRule(
                draft.id(),
                draft.definition(),
                !Boolean.FALSE.equals(draft.enabled()),
                draft.definition().tests());
    }
}
