package com.betrace.service.packs;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.model.RuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the packs lists each of their rules, as it is, under the name of its file. */
class PacksReadmeTest {

    private static final String HEADING = "### [";
    private static final String ROW = "| `";

    @Test
    void tablesListExactlyTheRulesThatExist() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Pack pack : PackFiles.all()) {
            expected.add(HEADING + pack.file() + "](" + pack.file() + ")");
            pack.rules().forEach(rule -> expected.add(row(rule)));
        }
        List<String> written = Files.readAllLines(PackFiles.DIRECTORY.resolve("README.md")).stream()
                .filter(line -> line.startsWith(HEADING) || line.startsWith(ROW))
                .toList();

        assertThat(written).containsExactlyElementsOf(expected);
    }

    private static String row(PackRule rule) {
        RuleDefinition definition = rule.definition();
        String params = new TreeMap<>(definition.params())
                .entrySet().stream()
                        .map(param -> "`" + param.getKey() + ": " + param.getValue() + "`")
                        .collect(Collectors.joining(", "));
        return ROW + rule.id() + "` | " + definition.name() + (rule.enabled() ? "" : " (off)") + " | "
                + String.join(", ", definition.controls()) + " | " + params + " |";
    }
}
