package com.betrace.rule.jexl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The issues of broken rules, word for word. */
class IssuesGoldenTest {

    @Test
    void issues_areAsFrozen() throws IOException {
        Path resources = Path.of(System.getProperty("betrace.root"), "betrace-engine/src/test/resources/rules");
        String actual = Files.readAllLines(resources.resolve("broken.txt")).stream()
                .map(expression -> "> " + expression + "\n"
                        + Rules.display(Rules.compilation(expression).issues()) + "\n")
                .collect(Collectors.joining("\n"));
        Goldens.check(resources.resolve("broken.golden.txt"), actual);
    }

    /** Compares with a committed file, or rewrites it. */
    static final class Goldens {
        private Goldens() {}

        static void check(Path golden, String actual) throws IOException {
            if (Boolean.getBoolean("betrace.update")) {
                Files.writeString(golden, actual);
            }
            String expected = Files.exists(golden) ? Files.readString(golden, StandardCharsets.UTF_8) : "";
            assertThat(actual)
                    .as("%s; if the change is meant, run the test with -Dbetrace.update=true", golden)
                    .isEqualTo(expected);
        }
    }
}
