package com.betrace.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    private static final Path RESOURCES =
            Path.of(System.getProperty("betrace.root"), "betrace-service", "src", "test", "resources", "config");
    private static final Path GUIDE = Path.of(System.getProperty("betrace.root"), "docs", "OPERATIONS.md");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_0-9]+):-(.*)}");
    private static final Pattern GUIDE_ROW = Pattern.compile(
            "^\\| `([a-zA-Z.\\[\\]0]+)` \\| (?:`([A-Z_0-9]+)`)? ?\\| (?:`([^`|]*)`)? ?\\|", Pattern.MULTILINE);

    /** Another kind of connector or appender would be a block with other keys. */
    private static final Pattern ONLY_ONE_VALUE = Pattern.compile(
            "server\\..*Connectors\\[0]\\.type|server\\.requestLog\\.appenders|logging\\.appenders\\[0]\\.type");

    /** Which keys come after the nearest one changes with every new key. */
    private static final Pattern OTHER_SUGGESTIONS =
            Pattern.compile("(Did you mean\\?:\\n +- \\w+)(?:\\n +- \\w+)*(?:\\n +\\[\\d+ more])?");

    /** Blocks whose keys are Dropwizard's; ours are only some of them. */
    private static final Predicate<String> DROPWIZARD =
            Pattern.compile("(server|logging|metrics|admin|health)\\b.*").asMatchPredicate();

    @Test
    void shippedFile_emptyEnvironment_hasTheDefaultsOfTheCode() throws Exception {
        assertThat(ours(ConfigurationFile.shipped().values()))
                .isEqualTo(ours(ConfigurationFile.values(new BetraceConfiguration())));
    }

    @Test
    void shippedFile_hasEveryKeyOfTheCode() throws Exception {
        assertThat(ours(shippedText()).keySet())
                .isEqualTo(ours(ConfigurationFile.values(new BetraceConfiguration()))
                        .keySet());
    }

    @Test
    void guide_listsEveryKeyWithItsVariableAndDefault() throws Exception {
        Map<String, String> documented = GUIDE_ROW
                .matcher(Files.readString(GUIDE))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> cell(row.group(2)) + "|" + cell(row.group(3))));
        Map<String, String> shipped = new TreeMap<>();
        shippedText().forEach((key, text) -> shipped.put(key, asDocumented(text)));
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(shipped);
    }

    @Test
    void everyKey_setToAnotherValue_isReadAsThat() throws Exception {
        ConfigurationFile file = ConfigurationFile.of(RESOURCES.resolve("every-key.yml"));
        Map<String, String> written = ConfigurationKeys.ofYaml(file.text());
        Map<String, String> read = file.values();
        Map<String, String> shipped = ConfigurationFile.shipped().values();
        assertThat(written.keySet()).isEqualTo(shippedText().keySet());
        written.forEach((key, value) -> {
            assertThat(normal(read.get(key))).as(key).isEqualTo(normal(value));
            if (!ONLY_ONE_VALUE.matcher(key).matches()) {
                assertThat(normal(value)).as("%s must not be its default", key).isNotEqualTo(normal(shipped.get(key)));
            }
        });
    }

    @Test
    void variable_set_changesItsKey() throws Exception {
        Map<String, String> other = ConfigurationKeys.ofYaml(Files.readString(RESOURCES.resolve("every-key.yml")));
        for (Map.Entry<String, String> entry : shippedText().entrySet()) {
            Matcher variable = VARIABLE.matcher(entry.getValue());
            if (variable.matches()) {
                String value = other.get(entry.getKey());
                Map<String, String> read = ConfigurationFile.shipped()
                        .with(variable.group(1), value)
                        .values();
                assertThat(normal(read.get(entry.getKey())))
                        .as(variable.group(1))
                        .isEqualTo(normal(value));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "OFF", "'off'", "false"})
    void journalMode_offInAnySpelling_isOff(String spelling) throws Exception {
        assertThat(ConfigurationFile.shipped()
                        .with("BETRACE_JOURNAL", spelling)
                        .values()
                        .get("journal.mode"))
                .isEqualTo("off");
    }

    /** Each bad file has its message beside it. To rewrite them after a deliberate change, set betrace.update. */
    @ParameterizedTest
    @MethodSource("badFiles")
    void badFile_stopsWithItsMessage(Path file) throws Exception {
        Path golden = file.resolveSibling(file.getFileName().toString().replace(".yml", ".txt"));
        String message = messageOf(ConfigurationFile.of(file));
        if (Boolean.getBoolean("betrace.update")) {
            Files.writeString(golden, message);
        }
        assertThat(message)
                .as("the message for %s; run with -Dbetrace.update=true to accept a deliberate change", file)
                .isEqualTo(Files.readString(golden));
    }

    static Stream<Path> badFiles() throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve("bad"))) {
            return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList().stream();
        }
    }

    private static String messageOf(ConfigurationFile file) throws IOException {
        try {
            file.read();
            return "no error\n";
        } catch (ConfigurationException e) {
            return OTHER_SUGGESTIONS.matcher(e.getMessage().strip()).replaceAll("$1") + "\n";
        }
    }

    private static Map<String, String> shippedText() throws IOException {
        return ConfigurationKeys.ofYaml(ConfigurationFile.shipped().text());
    }

    private static Map<String, String> ours(Map<String, String> values) {
        Map<String, String> ours = new TreeMap<>(values);
        ours.keySet().removeIf(DROPWIZARD);
        ours.replaceAll((key, value) -> normal(value));
        return ours;
    }

    private static String asDocumented(String text) {
        Matcher variable = VARIABLE.matcher(text);
        return variable.matches() ? variable.group(1) + "|" + variable.group(2) : "|" + text;
    }

    private static String cell(String text) {
        return text == null ? "" : text;
    }

    /** Times, sizes and paths in one spelling. */
    private static String normal(String value) {
        if (value.matches("\\d+ ?(ms|s|m|h|d|milliseconds?|seconds?|minutes?|hours?|days?)")) {
            return Long.toString(Duration.parse(value).toMilliseconds());
        }
        if (value.matches("\\d+ ?(B|bytes?|[KMG]i?B|(kibi|mebi|gibi|kilo|mega|giga)bytes?)")) {
            return Long.toString(DataSize.parse(value).toBytes());
        }
        return value.startsWith("file:")
                ? Path.of(URI.create(value)).normalize().toString()
                : value;
    }
}
