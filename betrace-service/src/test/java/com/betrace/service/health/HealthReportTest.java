package com.betrace.service.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.health.HealthCheckRegistry;
import org.junit.jupiter.api.Test;

class HealthReportTest {

    private final HealthCheckRegistry checks = new HealthCheckRegistry();
    private final HealthReport report = new HealthReport("1.2.3", checks);
    private ComponentState storage = ComponentState.healthy("open");
    private ComponentState rules = ComponentState.healthy("3 rules");

    HealthReportTest() {
        report.addRequired("storage", () -> storage);
        report.addInformative("rules", () -> rules);
    }

    @Test
    void check_allWell_isHealthyAndSortedByName() {
        assertThat(report.check().works()).isTrue();
        assertThat(report.check().components())
                .extracting(ComponentHealth::name)
                .containsExactly("rules", "storage");
    }

    @Test
    void ready_requiredComponentFails_isFalseAndSaysWhy() {
        storage = ComponentState.unhealthy("the disk is full");
        assertThat(report.ready().works()).isFalse();
        assertThat(report.ready().components())
                .containsExactly(new ComponentHealth("storage", ComponentState.unhealthy("the disk is full")));
    }

    @Test
    void ready_informativeComponentFails_staysTrueWhileCheckTells() {
        rules = ComponentState.unhealthy("1 of 3 rules does not compile");
        assertThat(report.ready().works()).isTrue();
        assertThat(report.check().works()).isFalse();
    }

    @Test
    void check_recoveredComponent_isHealthyAgain() {
        storage = ComponentState.unhealthy("the disk is full");
        assertThat(report.check().works()).isFalse();
        storage = ComponentState.healthy("open");
        assertThat(report.check().works()).isTrue();
    }

    @Test
    void check_supplierThrows_isAnUnhealthyComponentNotAnError() {
        report.addRequired("grpc", () -> {
            throw new IllegalStateException("not built yet");
        });
        assertThat(report.check().components())
                .filteredOn(component -> component.name().equals("grpc"))
                .singleElement()
                .satisfies(component -> assertThat(component.state())
                        .isEqualTo(ComponentState.unhealthy(
                                "cannot tell its state: java.lang.IllegalStateException: not built yet")));
    }

    @Test
    void add_nameTwice_isRefused() {
        assertThatThrownBy(() -> report.addRequired("storage", () -> storage))
                .hasMessage("a health component named 'storage' is already registered");
    }

    @Test
    void adminChecks_componentFails_showItsMessage() {
        assertThat(checks.runHealthCheck("storage").isHealthy()).isTrue();
        storage = ComponentState.unhealthy("the disk is 100% full");
        assertThat(checks.runHealthCheck("storage").isHealthy()).isFalse();
        assertThat(checks.runHealthCheck("storage").getMessage()).isEqualTo("the disk is 100% full");
    }

    @Test
    void facts_areThoseOfTheProcess() {
        assertThat(report.version()).isEqualTo("1.2.3");
        assertThat(report.uptime()).isPositive();
        assertThat(report.metadata())
                .containsEntry("pid", Long.toString(ProcessHandle.current().pid()))
                .containsKeys("java_version", "os");
    }
}
