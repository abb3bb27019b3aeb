package com.betrace.rule.form;

import com.betrace.rule.RuleScope;
import com.betrace.rule.value.Durations;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a rule reads, after macros are put in; its scope follows. */
public final class Reads {

    private final Set<String> attributes = new TreeSet<>();
    private final Set<String> spanNames = new TreeSet<>();
    private final Set<String> functions = new TreeSet<>();
    private Duration horizon = Duration.ZERO;
    private boolean span;
    private boolean trace;

    private Reads() {}

    public static Reads of(Form form) {
        Reads reads = new Reads();
        form.visit(reads::add);
        return reads;
    }

    private void add(Form form) {
        if (form instanceof Form.CurrentSpan) {
            span = true;
        } else if (form instanceof Form.CurrentTrace || form instanceof Form.CurrentGroup) {
            trace = true;
        } else if (form instanceof Form.Property property) {
            trace |= property.target().type() == Type.SPAN && Vocabulary.RELATIVES.contains(property.name());
        } else if (form instanceof Form.Attribute attribute) {
            addAttribute(attribute);
        } else if (form instanceof Form.Call call) {
            addCall(call);
        } else if (form instanceof Form.Invariant invariant) {
            functions.add(invariant.subject() instanceof Form.Constant ? "never" : "when");
        }
    }

    private void addAttribute(Form.Attribute attribute) {
        if (!attribute.target().type().isUnknown() && attribute.target().type() != Type.MAP) {
            attributes.add(attribute.key());
        }
    }

    private void addCall(Form.Call call) {
        if (call.target() == null) {
            functions.add(call.name());
            trace |= READ_THE_TRACE.contains(call.name());
        } else if (call.target().type() == Type.SPAN) {
            trace |= READ_RELATIVES.contains(call.name());
        }
        if (call.name().equals("has")
                && call.target() != null
                && text(call.arguments().get(0)) != null) {
            attributes.add(String.valueOf(text(call.arguments().get(0))));
            return;
        }
        boolean selects = call.target() == null ? READ_THE_TRACE.contains(call.name()) : SELECT.contains(call.name());
        if (selects) {
            addHorizon(call);
            for (Form argument : call.arguments()) {
                String name = text(argument);
                if (name != null && argument.type() == Type.STRING && isSelector(call, argument)) {
                    spanNames.add(name);
                }
            }
        }
    }

    private void addHorizon(Form.Call call) {
        String bound = call.target() == null || call.arguments().size() < 2
                ? null
                : bound(call.arguments().get(1));
        Duration within = bound == null ? null : Durations.parse(bound);
        if (within != null && within.compareTo(horizon) > 0) {
            horizon = within;
        }
    }

    private static @Nullable String bound(Form form) {
        boolean named = form instanceof Form.Call call
                && call.target() == null
                && call.name().equals("duration");
        return text(named ? form.parts().get(0) : form);
    }

    private static boolean isSelector(Form.Call call, Form argument) {
        return call.name().equals("sequence") || call.arguments().get(0) == argument;
    }

    private static @Nullable String text(Form form) {
        return form instanceof Form.Constant constant && constant.value() instanceof String text ? text : null;
    }

    private static final Set<String> READ_THE_TRACE = Set.of("spans", "has", "count", "sequence");
    private static final Set<String> READ_RELATIVES = Set.of("under", "calls", "precededBy", "followedBy");
    private static final Set<String> SELECT =
            Set.of("under", "calls", "precededBy", "followedBy", "notPrecededBy", "notFollowedBy");

    /** Attribute keys. */
    public Set<String> attributes() {
        return attributes;
    }

    /** Name globs. */
    public Set<String> spanNames() {
        return spanNames;
    }

    /** The largest literal time bound of an order test. */
    public Duration horizon() {
        return horizon;
    }

    public Set<String> functions() {
        return functions;
    }

    /** Whether there is anything to judge at all. */
    public boolean any() {
        return span || trace;
    }

    /** Whether it reads more than a span's own data. */
    public boolean readsTrace() {
        return trace;
    }

    public boolean readsSpan() {
        return span;
    }

    public RuleScope scope() {
        if (!span) {
            return RuleScope.TRACE;
        }
        return trace ? RuleScope.SPAN_IN_TRACE : RuleScope.SPAN;
    }
}
