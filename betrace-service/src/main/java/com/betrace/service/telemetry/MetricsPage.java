package com.betrace.service.telemetry;

import com.codahale.metrics.MetricRegistry;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.dropwizard.DropwizardExports;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One page out of two sources: the OpenTelemetry instruments, then Dropwizard's registry. Where both have a name the
 * instrument wins, because a name may stand on a page only once.
 */
final class MetricsPage {

    private static final String END = "# EOF\n";
    /** Its type is that of the implementing class, for a lambda another one each start. */
    private static final Pattern REGISTRY_HELP = Pattern.compile(".*\\(metric=(.*), type=.*\\)");

    private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
    private final ExpositionFormatWriter prometheusText = PrometheusTextFormatWriter.create();
    private final Supplier<MetricSnapshots> instruments;
    private final DropwizardExports registry;

    MetricsPage(Supplier<MetricSnapshots> instruments, MetricRegistry registry) {
        this.instruments = instruments;
        this.registry = new DropwizardExports(registry);
    }

    /** The content type to answer a request with. */
    static String contentType(@Nullable String accept) {
        return TextFormat.chooseContentType(accept);
    }

    String write(String contentType) throws IOException {
        MetricSnapshots snapshots = instruments.get();
        StringWriter page = new StringWriter();
        page.write(withoutEnd(instruments(contentType, snapshots)));
        TextFormat.writeFormat(contentType, page, Collections.enumeration(registryWithout(names(snapshots))));
        return page.toString();
    }

    private String instruments(String contentType, MetricSnapshots snapshots) throws IOException {
        boolean open = contentType.equals(TextFormat.CONTENT_TYPE_OPENMETRICS_100);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        (open ? openMetrics : prometheusText).write(out, snapshots);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Only the second part ends the page. */
    private static String withoutEnd(String part) {
        return part.endsWith(END) ? part.substring(0, part.length() - END.length()) : part;
    }

    private List<MetricFamilySamples> registryWithout(Set<String> names) {
        return registry.collect().stream()
                .filter(family -> !names.contains(family.name))
                .map(MetricsPage::withStableHelp)
                .toList();
    }

    private static MetricFamilySamples withStableHelp(MetricFamilySamples family) {
        String help = REGISTRY_HELP.matcher(family.help).replaceFirst("Dropwizard metric $1");
        return new MetricFamilySamples(family.name, family.unit, family.type, help, family.samples);
    }

    private static Set<String> names(MetricSnapshots snapshots) {
        return snapshots.stream()
                .map(snapshot -> snapshot.getMetadata().getPrometheusName())
                .collect(Collectors.toUnmodifiableSet());
    }
}
