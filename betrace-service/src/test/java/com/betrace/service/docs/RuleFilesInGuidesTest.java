package com.betrace.service.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.catalog.ImportReport;
import com.betrace.catalog.ImportReport.ImportResult;
import com.betrace.catalog.RuleCatalog;
import com.betrace.model.Provenance;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.jexl.JexlRuleCompiler;
import com.betrace.service.rulefiles.RuleFileFormat;
import com.betrace.service.rulefiles.RuleFileReader;
import com.betrace.store.InMemoryRuleStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule file in docs/RULES.md is one, and all of its tests hold. */
class RuleFilesInGuidesTest {

    private static final Pattern BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("files")
    void ruleFile_isAcceptedAsItIs(String file) {
        RuleCatalog catalog = new RuleCatalog(
                new InMemoryRuleStore(),
                new JexlRuleCompiler(RuleLimits.defaults(), System::nanoTime, InstantSource.system()),
                new RuleCatalog.Settings(InstantSource.system(), System::nanoTime, Map.of()));
        ImportReport report = catalog.synchronize(new RuleFileReader()
                .read("guide.yaml", RuleFileFormat.YAML, file.getBytes(StandardCharsets.UTF_8))
                .bundle(Provenance.ofFile("guide.yaml")));

        assertThat(report.refused()).extracting(ImportResult::error).isEmpty();
        assertThat(report.results()).isNotEmpty();
    }

    @Test
    void guide_hasRuleFilesWithTests() throws IOException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(3).allMatch(file -> file.contains("tests:"));
    }

    static List<String> files() throws IOException {
        String guide = Files.readString(Path.of(System.getProperty("betrace.root"), "docs/RULES.md"));
        return BLOCK.matcher(guide)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
