package com.betrace.service.rulesdirectory;

import com.betrace.catalog.RuleCatalog;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@code rules} block: rules from files, and what this installation sets in rules. */
public final class RulesFactory {

    private static final Logger LOG = LoggerFactory.getLogger(RulesFactory.class);

    @JsonProperty
    private @Nullable Path directory;

    @NotNull
    @MinDuration(value = 10, unit = TimeUnit.MILLISECONDS)
    @MaxDuration(value = 1, unit = TimeUnit.HOURS)
    @JsonProperty
    private Duration poll = Duration.seconds(5);

    @NotNull
    @JsonProperty
    private Map<String, @NotNull Map<String, ParamValue>> params = Map.of();

    /** What the configuration says instead of parameters of rules, by rule id. */
    public Map<String, Map<String, Object>> overrides() {
        Map<String, Map<String, Object>> overrides = new HashMap<>();
        params.forEach((rule, values) -> {
            Map<String, Object> plain = new HashMap<>();
            values.forEach((name, value) -> plain.put(name, value.value()));
            overrides.put(rule, plain);
        });
        return overrides;
    }

    /**
     * Loads the directory and looks after it until the service stops. Without one, what came from files in earlier starts is
     * removed: nobody could change it any more.
     */
    public RulesDirectory build(RuleCatalog rules, RulesDirectoryMetrics metrics, Environment environment) {
        Path configured = directory == null || directory.toString().isBlank() ? null : directory;
        BundleLoader loader = new BundleLoader(new RuleFileParser(), rules::synchronize);
        LoadJournal journal = new LoadJournal(configured, metrics);
        DirectoryState nothing = DirectoryState.of(List.of(), List.of());
        RulesDirectory files = new RulesDirectory(
                configured == null ? () -> nothing : new DirectoryScanner(configured),
                loader,
                () -> rules.current().revision(),
                journal);
        files.load();
        warnOfUnknown(rules.unknownOverrides());
        watch(files, environment);
        return files;
    }

    private static void warnOfUnknown(List<String> ids) {
        if (!ids.isEmpty()) {
            LOG.warn("The configuration (rules.params) sets parameters of rules that do not exist: {}", ids);
        }
    }

    private void watch(RulesDirectory files, Environment environment) {
        long pause = poll.toMilliseconds();
        environment
                .lifecycle()
                .scheduledExecutorService("rules-directory", true)
                .threads(1)
                .build()
                .scheduleWithFixedDelay(files::poll, pause, pause, TimeUnit.MILLISECONDS);
    }
}
