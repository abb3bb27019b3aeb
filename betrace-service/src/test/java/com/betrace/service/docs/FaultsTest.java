package com.betrace.service.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.RunningBetrace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A number in the name of a test means what the list of faults says. */
class FaultsTest {

    private static final Pattern ROW = Pattern.compile("^\\| ([A-H]\\d+) \\|", Pattern.MULTILINE);
    private static final Pattern TEST_METHOD = Pattern.compile("void ((?:[A-Ha-h]\\d+_)+)");
    private static final Pattern NUMBER = Pattern.compile("[A-Ha-h]\\d+");

    @Test
    void numbersThatTestsName_areListed() throws IOException {
        Set<String> listed = numbers(ROW, Files.readString(RunningBetrace.ROOT.resolve("docs/FAULTS.md")));
        Set<String> tested = new TreeSet<>();
        for (String module : new String[] {"betrace-engine", "betrace-service"}) {
            tested.addAll(testedIn(RunningBetrace.ROOT.resolve(module).resolve("src/test/java")));
        }
        assertThat(tested).hasSizeGreaterThan(30);
        assertThat(listed).containsAll(tested);
    }

    private static Set<String> testedIn(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> numbers(TEST_METHOD, read(file)).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> numbers(Pattern where, String text) {
        return where.matcher(text)
                .results()
                .flatMap(found -> NUMBER.matcher(found.group(1)).results())
                .map(number -> number.group().toUpperCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
