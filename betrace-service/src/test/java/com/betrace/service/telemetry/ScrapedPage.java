package com.betrace.service.telemetry;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A metrics page, read strictly: anything the format does not allow throws with the line. */
final class ScrapedPage {

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern META = Pattern.compile("# (TYPE|HELP|UNIT) (" + NAME + ")(?: (.*))?");
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(" + LABEL + "(?:," + LABEL
            + ")*),?\\})? ([-+]?(?:[0-9.]+(?:[eE][-+]?[0-9]+)?|Inf)|NaN)(?: [0-9.]+)?");
    private static final Pattern LABEL_PARTS =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"");

    private static final Map<String, Set<String>> TEXT_SUFFIXES = Map.of(
            "counter", Set.of(""),
            "gauge", Set.of(""),
            "untyped", Set.of(""),
            "summary", Set.of("", "_sum", "_count"),
            "histogram", Set.of("_bucket", "_sum", "_count"));
    private static final Map<String, Set<String>> OPEN_METRICS_SUFFIXES = Map.of(
            "counter", Set.of("_total", "_created"),
            "gauge", Set.of(""),
            "unknown", Set.of(""),
            "info", Set.of("_info"),
            "summary", Set.of("", "_sum", "_count", "_created"),
            "histogram", Set.of("_bucket", "_sum", "_count", "_created"));

    record Sample(String name, Map<String, String> labels, double value) {}

    static final class Family {
        final String name;
        String type = "";
        String help = "";
        String unit = "";
        final Map<String, Sample> samples = new LinkedHashMap<>();

        Family(String name) {
            this.name = name;
        }
    }

    private final Map<String, Set<String>> suffixes;
    private final boolean openMetrics;
    private final Map<String, Family> families = new LinkedHashMap<>();
    private final Set<String> metaLines = new LinkedHashSet<>();
    private Family current = new Family("");

    private ScrapedPage(boolean openMetrics) {
        this.openMetrics = openMetrics;
        this.suffixes = openMetrics ? OPEN_METRICS_SUFFIXES : TEXT_SUFFIXES;
    }

    static ScrapedPage text(String page) {
        return new ScrapedPage(false).read(page);
    }

    static ScrapedPage openMetrics(String page) {
        check(page.endsWith("# EOF\n"), "the page does not end with # EOF");
        return new ScrapedPage(true).read(page.substring(0, page.length() - "# EOF\n".length()));
    }

    Map<String, Family> families() {
        return families;
    }

    Family family(String name) {
        check(families.containsKey(name), "no family " + name + " among " + families.keySet());
        return families.get(name);
    }

    /** The value of the sample with exactly these labels, given as name, value pairs. */
    double value(String sample, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        return samples(sample).stream()
                .filter(one -> one.labels().equals(wanted))
                .mapToDouble(Sample::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + sample + wanted + " among " + samples(sample)));
    }

    List<Sample> samples(String name) {
        return families.values().stream()
                .flatMap(family -> family.samples.values().stream())
                .filter(sample -> sample.name().equals(name))
                .toList();
    }

    private ScrapedPage read(String page) {
        check(page.endsWith("\n"), "the last line has no end");
        for (String line : page.substring(0, page.length() - 1).split("\n", -1)) {
            if (line.startsWith("#")) {
                readMeta(line);
            } else {
                readSample(line);
            }
        }
        families.values().forEach(this::checkFamily);
        return this;
    }

    private void readMeta(String line) {
        Matcher meta = META.matcher(line);
        check(meta.matches(), line);
        check(metaLines.add(meta.group(1) + " " + meta.group(2)), "twice: " + line);
        if (!current.name.equals(meta.group(2))) {
            current = new Family(meta.group(2));
            check(families.put(current.name, current) == null, "not in one piece: " + line);
        }
        check(current.samples.isEmpty(), "after its samples: " + line);
        String text = meta.group(3) == null ? "" : meta.group(3);
        switch (meta.group(1)) {
            case "TYPE" -> current.type = text;
            case "HELP" -> current.help = text;
            default -> current.unit = text;
        }
        check(openMetrics || current.unit.isEmpty(), "a unit in the text format: " + line);
    }

    private void readSample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        check(sample.matches(), line);
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL_PARTS.matcher(sample.group(2) == null ? "" : sample.group(2));
        while (label.find()) {
            check(labels.put(label.group(1), label.group(2)) == null, "label twice: " + line);
        }
        String name = sample.group(1);
        check(name.startsWith(current.name), "outside its family " + current.name + ": " + line);
        check(
                suffixes.getOrDefault(current.type, Set.of()).contains(name.substring(current.name.length())),
                "no sample of a " + current.type + ": " + line);
        double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
        check(
                current.samples.put(name + labels, new Sample(name, labels, value)) == null,
                "the same sample twice: " + line);
    }

    private void checkFamily(Family family) {
        check(suffixes.containsKey(family.type), "type '" + family.type + "' of " + family.name);
        check(!family.samples.isEmpty(), family.name + " has no sample");
        check(family.unit.isEmpty() || family.name.endsWith("_" + family.unit), family.name + " lacks its unit");
        check(openMetrics || !family.type.equals("counter") || family.name.endsWith("_total"), family.name);
        check(!openMetrics || !family.name.endsWith("_total") || !family.type.equals("counter"), family.name);
        if (family.type.equals("histogram")) {
            checkBuckets(family);
        }
    }

    private void checkBuckets(Family family) {
        Map<Map<String, String>, Double> last = new LinkedHashMap<>();
        for (Sample sample : family.samples.values()) {
            Map<String, String> series = new TreeMap<>(sample.labels());
            String bound = series.remove("le");
            if (bound != null) {
                check(sample.value() >= last.getOrDefault(series, 0.0), "buckets shrink: " + sample);
                last.put(series, sample.value());
            }
            if (sample.name().endsWith("_count")) {
                check(last.get(series) == sample.value(), "the last bucket is not the count: " + sample);
            }
        }
    }

    private static void check(boolean holds, String problem) {
        if (!holds) {
            throw new AssertionError(problem);
        }
    }
}
