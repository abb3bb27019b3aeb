package com.betrace.benchmarks.faults.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How to start the service.
 *
 * @param root the checkout or installation, with the jar and config.yml
 * @param directory for the data, the rules and what it prints
 * @param jvmOptions of the service's process
 * @param environment on top of that of this process
 */
public record Launch(Path root, Path directory, List<String> jvmOptions, Map<String, String> environment) {

    public Launch {
        jvmOptions = List.copyOf(jvmOptions);
        environment = Map.copyOf(environment);
    }

    public static Launch of(Path root, Path directory) {
        return new Launch(root, directory, List.of("-XX:+ExitOnOutOfMemoryError"), Map.of());
    }

    public Launch withHeap(long mebibytes) {
        return withJvmOption("-Xmx" + mebibytes + "m");
    }

    /** For a process that does not live long: it starts in half the time. */
    public Launch withQuickStart() {
        return withJvmOption("-XX:TieredStopAtLevel=1").withJvmOption("-XX:+UseSerialGC");
    }

    /** Overrides a key of config.yml. */
    public Launch withSetting(String key, Object value) {
        return withJvmOption("-Ddw." + key + "=" + value);
    }

    public Launch withCompletion(Duration rootGrace, Duration idle) {
        return withEnvironment("BETRACE_ROOT_GRACE", rootGrace.toMillis() + "ms")
                .withEnvironment("BETRACE_IDLE_TIMEOUT", idle.toMillis() + "ms");
    }

    public Launch withEnvironment(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new Launch(root, directory, jvmOptions, more);
    }

    public Launch withJvmOption(String option) {
        List<String> more = new ArrayList<>(jvmOptions);
        more.add(option);
        return new Launch(root, directory, more, environment);
    }

    Path jar() {
        return root.resolve("betrace-service/target/betrace.jar");
    }

    Path data() {
        return directory.resolve("data");
    }

    public Path rules() {
        return directory.resolve("rules");
    }
}
