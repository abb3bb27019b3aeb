package com.betrace.rule.jexl;

import com.betrace.rule.value.Operators;
import com.betrace.rule.value.SpanSet;
import com.betrace.rule.value.SpanView;
import java.util.Map;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** Notes tests of order and structure while an explanation is being made. */
final class TestRecords {

    /** Methods of sets that keep spans which fail a test. */
    private static final Map<String, String> OF_SETS =
            Map.of("notPrecededBy", "precededBy", "notFollowedBy", "followedBy");

    private TestRecords() {}

    static void add(
            Recorder recorder,
            JexlNode selector,
            Object target,
            String name,
            @Nullable Object value,
            @Nullable Object... arguments) {
        Object bound = arguments.length > 1 ? arguments[1] : null;
        String text = arguments[0] instanceof String glob ? glob : "span matching " + NodeText.of(selector);
        if (target instanceof SpanView span) {
            recorder.record(new Recorder.Test(span, name, arguments[0], bound, text, Operators.truth(value)));
        } else if (value instanceof SpanSet kept && OF_SETS.containsKey(name)) {
            for (SpanView span : kept.views()) {
                recorder.record(
                        new Recorder.Test(span, OF_SETS.getOrDefault(name, name), arguments[0], bound, text, false));
            }
        }
    }
}
