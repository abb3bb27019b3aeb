package com.betrace.service.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.betrace.service.RunningBetrace;
import io.dropwizard.testing.ConfigOverride;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person does on the Swagger UI page, in a real browser. */
class SwaggerUiIT {

    private static final String CREATE_RULE = "#operations-Rules-CreateRule";
    private static final String WATCH = "#operations-Violations-WatchViolations";
    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("betrace.root"), "betrace-service", "target", "screenshots");

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace(ConfigOverride.config("rest.heartbeat", "500ms"));

    private static final RestClient HTTP =
            new RestClient(() -> BETRACE.endpoints().httpPort());

    private static @Nullable Chromium browser;

    @BeforeAll
    static void openPage() throws IOException {
        Optional<Path> binary = Chromium.binary();
        assumeTrue(
                binary.isPresent(),
                "SKIPPED: there is no Chromium on the PATH and BETRACE_CHROMIUM is not set; "
                        + "scripts/install-chromium.sh installs one");
        browser = Chromium.start(binary.orElseThrow());
        browser.open(BETRACE.http("/docs"));
        browser.awaitTrue("document.querySelectorAll('.opblock').length >= 15");
        browser.screenshot(SCREENSHOTS.resolve("docs.png"));
    }

    @AfterAll
    static void closeBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void tryItOut_ofCreateRule_createsTheRule() throws IOException {
        tryItOut(CREATE_RULE);

        assertThat(status(CREATE_RULE)).startsWith("200");
        assertThat(answer(CREATE_RULE)).contains("\"id\": \"detect-errors\"");
        assertThat(HTTP.get("/api/rules/detect-errors").statusCode()).isEqualTo(200);
        browser.screenshot(SCREENSHOTS.resolve("create-rule.png"));
    }

    @Test
    void tryItOut_ofTheStream_showsItsFirstSeconds() {
        tryItOut(WATCH);

        assertThat(status(WATCH)).startsWith("200");
        assertThat(answer(WATCH)).contains("event: heartbeat");
    }

    private static void tryItOut(String operation) {
        browser.click(operation + " button.opblock-summary-control");
        browser.click(operation + " button.try-out__btn");
        browser.click(operation + " button.execute");
    }

    private static String status(String operation) {
        return browser.text(operation + " .live-responses-table tbody .response-col_status");
    }

    private static String answer(String operation) {
        return browser.text(operation + " .live-responses-table tbody .response-col_description");
    }
}
