package com.betrace.benchmarks.faults.target;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A scrape of {@code /metrics}: values by series, such as {@code betrace_traces_closed_total{reason="root"}}. */
public record Metrics(Map<String, Double> series) {

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{.*\\})? ([-+.\\deENaInf]+)( .*)?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    static Metrics read(String page) {
        Map<String, Double> series = new LinkedHashMap<>();
        page.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                String labels = sample.group(2) == null ? "" : sample.group(2);
                series.put(sample.group(1) + labels, number(sample.group(3)));
            }
        });
        return new Metrics(series);
    }

    private static double number(String text) {
        return text.endsWith("Inf") ? Double.MAX_VALUE : Double.parseDouble(text);
    }

    /** The sum of all series of this name; 0 where there is none. */
    public long sum(String name) {
        return Math.round(series.entrySet().stream()
                .filter(entry -> nameOf(entry.getKey()).equals(name))
                .mapToDouble(Map.Entry::getValue)
                .sum());
    }

    /** The same of those with this label. */
    public long sum(String name, String label, String value) {
        return Math.round(series.entrySet().stream()
                .filter(entry -> nameOf(entry.getKey()).equals(name))
                .filter(entry -> value.equals(labels(entry.getKey()).get(label)))
                .mapToDouble(Map.Entry::getValue)
                .sum());
    }

    /** Values by that label, without those that are 0. */
    public Map<String, Long> by(String name, String label) {
        Map<String, Long> values = new LinkedHashMap<>();
        series.forEach((key, value) -> {
            String group = labels(key).get(label);
            if (nameOf(key).equals(name) && group != null && value != 0) {
                values.merge(group, Math.round(value), Long::sum);
            }
        });
        return values;
    }

    private static String nameOf(String key) {
        int brace = key.indexOf('{');
        return brace < 0 ? key : key.substring(0, brace);
    }

    private static Map<String, String> labels(String key) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(key);
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return labels;
    }
}
