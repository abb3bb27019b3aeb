package com.betrace.rule.jexl;

import com.betrace.rule.SharedNames;
import com.betrace.rule.form.Form;
import com.betrace.rule.value.Group;
import com.betrace.rule.value.Scene;
import com.betrace.rule.value.SpanView;
import com.betrace.rule.value.TraceView;
import java.util.Map;
import org.apache.commons.jexl3.JexlContext;
import org.apache.commons.jexl3.parser.ASTJexlLambda;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** What one evaluation can name. Nothing can be assigned. */
final class EvaluationContext implements JexlContext {

    private final Scene scene;
    private final TraceView trace;
    private final Names names;
    private @Nullable SpanView span;
    private @Nullable Group group;
    private @Nullable Recorder recorder;
    private @Nullable JexlNode last;
    private @Nullable JexlNode macroCall;

    /** What a rule's evaluations share. */
    record Names(
            SharedNames shared, Map<String, Object> params, Map<String, ASTJexlLambda> macros, RuleEngine engine) {}

    EvaluationContext(Scene scene, Names names) {
        this.scene = scene;
        this.trace = new TraceView(scene);
        this.names = names;
    }

    Scene scene() {
        return scene;
    }

    Names names() {
        return names;
    }

    /** The span that {@code span} means from now on. */
    void judge(SpanView judged) {
        this.span = judged;
    }

    /** The group that {@code group} means from now on. */
    void judge(Group judged) {
        this.group = judged;
    }

    @Nullable
    Recorder recorder() {
        return recorder;
    }

    void record(@Nullable Recorder into) {
        this.recorder = into;
    }

    /** Where the evaluation is in the text of the rule: the node it finished last, or the macro call it is in. */
    @Nullable
    JexlNode reached() {
        return macroCall == null ? last : macroCall;
    }

    /** Notes the place, counts the step and, while an explanation is being made, keeps the value of the node. */
    @Nullable
    Object done(JexlNode node, @Nullable Object value) {
        last = node;
        scene.step();
        if (recorder != null && node.jjtGetValue() instanceof Form form) {
            recorder.record(form, value);
        }
        return value;
    }

    /** Goes into a macro, whose nodes stand in another text; returns what to leave it by. */
    @Nullable
    JexlNode enterMacro(JexlNode call) {
        JexlNode outer = macroCall;
        macroCall = outer == null ? call : outer;
        return outer;
    }

    void leaveMacro(@Nullable JexlNode outer) {
        macroCall = outer;
    }

    @Override
    public @Nullable Object get(String name) {
        return switch (name) {
            case "span" -> span;
            case "trace" -> trace;
            case "group" -> group;
            case "list" -> names.shared().lists();
            case "lookup" -> names.shared().lookups();
            case "param" -> names.params();
            default -> null;
        };
    }

    @Override
    public boolean has(String name) {
        return get(name) != null;
    }

    @Override
    public void set(String name, @Nullable Object value) {
        throw new UnsupportedOperationException("'" + name + "' cannot be assigned");
    }
}
