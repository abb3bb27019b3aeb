package com.betrace.service.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A row of the metrics table in docs/OPERATIONS.md: what users may rely on. */
record DocumentedMetric(String name, String type, Set<String> labels) {

    private static final Path GUIDE = Path.of(System.getProperty("betrace.root"), "docs", "OPERATIONS.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z0-9_]+)` \\| (counter|gauge|histogram) \\|([^|]*)\\|", Pattern.MULTILINE);

    static List<DocumentedMetric> readOperationsGuide() throws IOException {
        return ROW.matcher(Files.readString(GUIDE))
                .results()
                .map(row -> new DocumentedMetric(row.group(1), row.group(2), labels(row.group(3))))
                .toList();
    }

    static List<DocumentedMetric> of(ScrapedPage page) {
        return page.families().values().stream()
                .map(family -> new DocumentedMetric(family.name, family.type, labels(family)))
                .toList();
    }

    private static Set<String> labels(String cell) {
        return Arrays.stream(cell.replaceAll("[` ]", "").split(","))
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> labels(ScrapedPage.Family family) {
        Set<String> labels = new TreeSet<>();
        family.samples.values().forEach(sample -> labels.addAll(sample.labels().keySet()));
        labels.remove("le");
        return labels;
    }
}
