package com.betrace.service.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    private final Telemetry telemetry = new Telemetry("1.2.3", Optional.empty());
    private final MetricRegistry registry = new MetricRegistry();
    private final MetricsPage page = new MetricsPage(telemetry::collect, registry);

    @BeforeEach
    void measureSomething() {
        Meter meter = telemetry.meter();
        meter.counterBuilder("betrace.things")
                .setUnit("{thing}")
                .setDescription("Things \"with\" a \\ and a\nline.")
                .build()
                .add(3, Attributes.of(AttributeKey.stringKey("kind"), "a \"b\" \\ \n c"));
        meter.histogramBuilder("betrace.work.duration")
                .setUnit("s")
                .setExplicitBucketBoundariesAdvice(List.of(0.001, 0.1))
                .build()
                .record(0.05);
        meter.gaugeBuilder("betrace.level").build().set(7);
        registry.counter("jvm.things").inc(5);
        registry.timer("com.betrace.Work").update(1, TimeUnit.SECONDS);
        registry.meter("hits").mark();
        registry.histogram("sizes").update(12);
    }

    @AfterEach
    void stop() {
        telemetry.stop();
    }

    @Test
    void write_text_isOneStrictPageOfBothSources() throws IOException {
        ScrapedPage scraped = ScrapedPage.text(page.write(TextFormat.CONTENT_TYPE_004));
        assertThat(scraped.value("betrace_things_total", "kind", "a \\\"b\\\" \\\\ \\n c"))
                .isEqualTo(3);
        assertThat(scraped.value("betrace_work_duration_seconds_bucket", "le", "0.1"))
                .isEqualTo(1);
        assertThat(scraped.value("betrace_work_duration_seconds_bucket", "le", "0.001"))
                .isZero();
        assertThat(scraped.value("betrace_level")).isEqualTo(7);
        assertThat(scraped.value("jvm_things")).isEqualTo(5);
        assertThat(scraped.value("hits_total")).isEqualTo(1);
        assertThat(scraped.value("com_betrace_Work", "quantile", "0.5")).isEqualTo(1);
        assertThat(scraped.family("target_info")
                        .samples
                        .values()
                        .iterator()
                        .next()
                        .labels())
                .containsEntry("service_name", "betrace")
                .containsEntry("service_version", "1.2.3");
    }

    @Test
    void write_openMetrics_isOneStrictPageOfBothSources() throws IOException {
        ScrapedPage scraped = ScrapedPage.openMetrics(page.write(TextFormat.CONTENT_TYPE_OPENMETRICS_100));
        assertThat(scraped.value("betrace_things_total", "kind", "a \\\"b\\\" \\\\ \\n c"))
                .isEqualTo(3);
        assertThat(scraped.family("betrace_things").type).isEqualTo("counter");
        assertThat(scraped.family("betrace_work_duration_seconds").unit).isEqualTo("seconds");
        assertThat(scraped.value("jvm_things")).isEqualTo(5);
        assertThat(scraped.value("hits_total")).isEqualTo(1);
        assertThat(scraped.value(
                        "target_info",
                        "service_name",
                        "betrace",
                        "service_version",
                        "1.2.3",
                        "telemetry_sdk_language",
                        "java",
                        "telemetry_sdk_name",
                        "opentelemetry",
                        "telemetry_sdk_version",
                        Resource.getDefault().getAttribute(AttributeKey.stringKey("telemetry.sdk.version"))))
                .isEqualTo(1);
    }

    @Test
    void write_nameInBothSources_isWrittenOnceAndTheInstrumentWins() throws IOException {
        registry.counter("betrace.level").inc(99);
        registry.meter("betrace.things").mark(99);
        ScrapedPage text = ScrapedPage.text(page.write(TextFormat.CONTENT_TYPE_004));
        ScrapedPage open = ScrapedPage.openMetrics(page.write(TextFormat.CONTENT_TYPE_OPENMETRICS_100));
        assertThat(text.value("betrace_level")).isEqualTo(7);
        assertThat(text.samples("betrace_things_total")).hasSize(1);
        assertThat(open.value("betrace_level")).isEqualTo(7);
        assertThat(open.samples("betrace_things_total")).hasSize(1);
    }

    @Test
    void write_helpOfALambda_isTheSameEachStart() throws IOException {
        Gauge<Integer> gauge = () -> 3;
        registry.register("jvm.memory.heap.committed", gauge);

        assertThat(page.write(TextFormat.CONTENT_TYPE_004))
                .contains("# HELP jvm_memory_heap_committed Dropwizard metric jvm.memory.heap.committed\n")
                .contains("# HELP hits_total Dropwizard metric hits\n")
                .doesNotContain("Lambda");
    }

    @Test
    void contentType_followsTheAcceptHeader() {
        assertThat(MetricsPage.contentType(null)).isEqualTo(TextFormat.CONTENT_TYPE_004);
        assertThat(MetricsPage.contentType("text/plain")).isEqualTo(TextFormat.CONTENT_TYPE_004);
        assertThat(MetricsPage.contentType(
                        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"))
                .isEqualTo(TextFormat.CONTENT_TYPE_OPENMETRICS_100);
    }
}
