package com.betrace.service.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapedPageTest {

    @Test
    void text_goodPage_isRead() {
        ScrapedPage page = ScrapedPage.text("# HELP a_total Some.\n# TYPE a_total counter\na_total{x=\"1\"} 2.0\n");
        assertThat(page.value("a_total", "x", "1")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# TYPE a counter\na 1\n",
                "# TYPE a gauge\na 1\na 2\n",
                "# TYPE a gauge\na 1\n# TYPE b gauge\nb 1\n# TYPE a gauge\na{x=\"1\"} 2\n",
                "# TYPE a gauge\nb 1\n",
                "# TYPE a gauge\na 1",
                "# TYPE a gauge\n",
                "# TYPE a gauge\na one\n",
                "# TYPE a gauge\n\na 1\n",
                "# TYPE a gauge\na{x=1} 1\n",
                "# TYPE a gauge\na 1\n# EOF\n",
                "# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_count 1\nh_sum 1\n",
                "# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 1\nh_count 2\nh_sum 1\n",
            })
    void text_badPage_isRefused(String page) {
        assertThatThrownBy(() -> ScrapedPage.text(page)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# TYPE a gauge\na 1\n",
                "# TYPE a gauge\na 1\n# EOF\n# TYPE b gauge\nb 1\n# EOF\n",
                "# TYPE a_total counter\na_total 1\n# EOF\n",
                "# TYPE a gauge\n# UNIT a seconds\na 1\n# EOF\n",
                "# TYPE a untyped\na 1\n# EOF\n",
            })
    void openMetrics_badPage_isRefused(String page) {
        assertThatThrownBy(() -> ScrapedPage.openMetrics(page)).isInstanceOf(AssertionError.class);
    }
}
