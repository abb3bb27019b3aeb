package com.betrace.service.rest;

import com.betrace.service.rest.RestTestApplication.Settings;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A running REST door over parts that the test holds, on a free port. */
final class RestService implements BeforeAllCallback, AfterAllCallback {

    private final DropwizardTestSupport<Settings> support;

    RestService(ConfigOverride... settings) {
        support = new DropwizardTestSupport<>(
                RestTestApplication.class,
                "com/betrace/service/rest/test-service.yml",
                new ResourceConfigurationSourceProvider(),
                settings);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        support.before();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        support.after();
    }

    RestTestApplication application() {
        return support.getApplication();
    }

    int port() {
        return support.getLocalPort();
    }
}
