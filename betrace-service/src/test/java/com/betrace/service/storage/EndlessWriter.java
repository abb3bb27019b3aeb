package com.betrace.service.storage;

import com.betrace.store.TestChanges;
import com.betrace.testkit.TestSpans;
import java.nio.file.Path;

/** Another process that writes until it is killed, and says after each write how many violations it has written. */
final class EndlessWriter {

    static final int BATCH = 100;

    private EndlessWriter() {}

    public static void main(String... arguments) {
        try (OpenDatabase open = OpenDatabase.in(Path.of(arguments[0]))) {
            for (long written = 0; ; written += BATCH) {
                System.out.println(written);
                TestChanges.put(open.rules(), TestSpans.rule("rule-" + written, "true"));
                open.violations().write(TestViolations.violations(written + 1, written + BATCH));
            }
        }
    }
}
