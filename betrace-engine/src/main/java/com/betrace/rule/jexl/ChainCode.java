package com.betrace.rule.jexl;

import com.betrace.rule.form.Type;
import com.betrace.rule.form.Vocabulary;
import com.betrace.rule.value.SpanView;
import java.util.List;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** What follows a value with a dot or in brackets: names, calls, keys. */
final class ChainCode {

    /** One of them. */
    interface Link {
        @Nullable
        Object apply(CodeFrame frame, @Nullable Object target);
    }

    private ChainCode() {}

    static Code of(JexlNode node, Code start, Link... links) {
        return frame -> {
            Object at = start.value(frame);
            for (Link link : links) {
                at = link.apply(frame, at);
            }
            return frame.done(node, at);
        };
    }

    /** Dotted names up to a call or bracket; what they mean for a span is known beforehand. */
    static Link names(List<String> names) {
        String first = names.get(0);
        if (Vocabulary.property(Type.SPAN, first) == null) {
            SpanView.Path path = new SpanView.Path(names);
            return (frame, target) ->
                    target instanceof SpanView span ? path.of(span) : Access.run(frame.scene(), target, names);
        }
        if (names.size() > 1) {
            return (frame, target) -> Access.run(frame.scene(), target, names);
        }
        return (frame, target) ->
                target instanceof SpanView span ? span.get(first) : Access.run(frame.scene(), target, names);
    }
}
