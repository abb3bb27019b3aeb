package com.betrace.rule.jexl;

import com.betrace.rule.form.Form;
import com.betrace.rule.form.Type;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.jexl3.parser.ASTJexlLambda;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** What calls of functions, macros and methods do, and {@code when(..)}. */
final class CallCode {

    private CallCode() {}

    private static @Nullable Object[] values(CodeFrame frame, Code... codes) {
        @Nullable Object[] values = new Object[codes.length];
        for (int i = 0; i < codes.length; i++) {
            values[i] = codes[i].value(frame);
        }
        return values;
    }

    static Code function(JexlNode node, String name, Code... arguments) {
        Form form = node.jjtGetValue() instanceof Form known ? known : null;
        boolean sequence = name.equals("sequence");
        String called = form instanceof Form.Call written && written.namesSpans() ? "spans" : name;
        return frame -> {
            @Nullable Object[] given = values(frame, arguments);
            Recorder recorder = frame.context().recorder();
            if (recorder != null && form != null && sequence) {
                recorder.recordSteps(form, given);
            }
            return frame.done(node, Functions.call(frame.scene(), called, given));
        };
    }

    /** Where this throws, the context stays in the macro and so tells where it failed. */
    static Code macro(JexlNode node, Code body, Code... arguments) {
        return frame -> {
            @Nullable Object[] given = values(frame, arguments);
            JexlNode outer = frame.context().enterMacro(node);
            Object value = body.value(frame.ofMacro(given));
            frame.context().leaveMacro(outer);
            return frame.done(node, value);
        };
    }

    /** @param parts the code of the subject and of each condition */
    static Code invariant(JexlNode node, Map<JexlNode, Code> parts) {
        return frame -> frame.done(
                node,
                new InvariantEvaluation(
                                part -> Objects.requireNonNull(parts.get(part)).value(frame), frame.scene())
                        .evaluate(node));
    }

    /** @param node the arguments as they are written */
    static ChainCode.Link method(JexlNode node, String name, Code... arguments) {
        boolean addsDurations = name.equals("sum") && arguments.length > 0 && addsDurations(node.jjtGetChild(0));
        return (frame, target) -> {
            if (target == null) {
                return null;
            }
            @Nullable Object[] given = values(frame, arguments);
            Object value = Methods.call(frame.scene(), target, name, given);
            if (addsDurations && value instanceof Long) {
                value = Duration.ZERO; // of no spans at all
            }
            Recorder recorder = frame.context().recorder();
            if (recorder != null && given.length > 0) {
                TestRecords.add(recorder, node.jjtGetChild(0), target, name, value, given);
            }
            return value;
        };
    }

    static boolean addsDurations(JexlNode argument) {
        return argument instanceof ASTJexlLambda
                && argument.jjtGetChild(0).jjtGetValue() instanceof Form form
                && form.type() == Type.DURATION;
    }

    static ChainCode.Link element(Code key) {
        return (frame, target) -> {
            return Access.element(frame.scene(), target, key.value(frame));
        };
    }
}
