package com.betrace.rule.jexl;

import com.betrace.model.LocalRootPolicy;
import com.betrace.model.PartialPolicy;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.SharedKey;
import com.betrace.model.Span;
import com.betrace.model.TraceTree;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.Growth;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.RuleScope;
import com.betrace.rule.form.Form;
import com.betrace.rule.form.GrowthRules;
import com.betrace.rule.form.Need;
import com.betrace.rule.form.Needs;
import com.betrace.rule.form.Presence;
import com.betrace.rule.form.Reads;
import com.betrace.rule.form.SpanFilter;
import com.betrace.rule.form.SpanKeys;
import com.betrace.rule.form.TraceFilter;
import com.betrace.rule.index.SpanKey;
import com.betrace.rule.value.PatternCache;
import com.betrace.rule.value.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled rule. */
final class JexlRule implements CompiledRule {

    /** More than any filter takes, whose rule has at most 4 KiB and whose values 64 KiB; so none passes over a budget. */
    private static final long FILTERED_STEPS = 1_000_000;

    /** Of larger traces a rule that looks at each span more than once may use up its steps. */
    private static final int MOST_FILTERED_SPANS = 1_000;

    private final Rule rule;
    private final RuleScope scope;
    private final Growth growth;
    private final boolean presence;
    private final Reads reads;
    private final @Nullable Need need;
    private final Set<String> attributes;
    private final Set<SharedKey> shared;
    private final boolean compiled;
    private final @Nullable SpanFilter filter;
    private final @Nullable TraceFilter traceFilter;
    private final @Nullable Set<SpanKey> spanKeys;
    private final @Nullable Set<SpanKey> traceKeys;
    private final boolean vacuousWithoutKeys;
    private final Judge judge;

    /**
     * What it was compiled from.
     *
     * @param shared lists, lookups and macros that any of it reads
     */
    record Text(Rule rule, Program program, Companions companions, Set<SharedKey> shared) {}

    JexlRule(Text text, boolean companionsReadTrace, Conditions conditions) {
        Program program = text.program();
        this.reads = Reads.of(program.form());
        this.rule = text.rule();
        this.compiled = program.code() != null && text.companions().areCompiled();
        this.shared = Set.copyOf(text.shared());
        this.scope = reads.scope();
        this.growth = scope == RuleScope.SPAN ? Growth.FIXED : GrowthRules.of(program.form());
        this.presence = Presence.isTrigger(program.form()) && !companionsReadTrace;
        boolean filtered = program.code() != null && conditions.limits().maxSteps() >= FILTERED_STEPS;
        this.filter = filtered ? filter(program.form()) : null;
        this.spanKeys = filter == null ? null : keys(program.form());
        this.traceFilter = filtered && scope == RuleScope.TRACE ? TraceFilter.of(program.form()) : null;
        this.traceKeys = traceFilter == null ? null : SpanKeys.ofTrace(program.form());
        this.vacuousWithoutKeys =
                program.form() instanceof Form.Invariant invariant && !(invariant.subject() instanceof Form.Constant);
        this.need = Needs.of(program.form());
        this.attributes = Set.copyOf(reads.attributes());
        this.judge = new Judge(
                program,
                setting(rule.definition(), conditions.limits()),
                growth,
                rule.definition().onPartial() == PartialPolicy.EVALUATE,
                new Presentation.Parts(
                        text.companions(),
                        new Messages(program, conditions.limits()),
                        new Explainer(program),
                        conditions));
    }

    /** Of spans as they arrive. */
    private @Nullable SpanFilter filter(Form form) {
        if (scope == RuleScope.SPAN) {
            return SpanFilter.of(form);
        }
        return presence ? SpanFilter.ofTrigger(form) : null;
    }

    private @Nullable Set<SpanKey> keys(Form form) {
        return scope == RuleScope.SPAN ? SpanKeys.of(form) : SpanKeys.ofTrigger(form);
    }

    private static Scene.Setting setting(RuleDefinition definition, RuleLimits limits) {
        Duration skew = definition.completion().skew();
        return new Scene.Setting(
                new PatternCache(),
                skew == null ? limits.skew() : skew,
                definition.completion().localRoot() == LocalRootPolicy.COMPLETE,
                limits.maxTextLength());
    }

    @Override
    public Rule rule() {
        return rule;
    }

    @Override
    public RuleScope scope() {
        return scope;
    }

    @Override
    public Growth growth() {
        return growth;
    }

    @Override
    public boolean isPresenceTrigger() {
        return presence;
    }

    @Override
    public Set<String> attributes() {
        return attributes;
    }

    @Override
    public Set<String> spanNames() {
        return Set.copyOf(reads.spanNames());
    }

    @Override
    public Set<String> functions() {
        return Set.copyOf(reads.functions());
    }

    @Override
    public Set<SharedKey> sharedNames() {
        return shared;
    }

    @Override
    public Duration horizon() {
        return reads.horizon();
    }

    @Override
    public boolean isInterpreted() {
        return !compiled;
    }

    @Override
    public boolean concerns(Span span) {
        return need == null || need.isMetBy(span);
    }

    @Override
    public @Nullable Set<SpanKey> spanKeys() {
        return spanKeys;
    }

    @Override
    public @Nullable Set<SpanKey> traceKeys() {
        return traceKeys;
    }

    @Override
    public List<Finding> judgeWithoutKeys(TraceTree trace) {
        return traceKeys == null || trace.size() > MOST_FILTERED_SPANS
                ? judge(trace)
                : judge.notViolated(trace, vacuousWithoutKeys);
    }

    @Override
    public Finding judge(Span span) {
        if (scope != RuleScope.SPAN && !presence) {
            throw new IllegalStateException("rule '" + rule.id() + "' judges closed traces, not spans as they arrive");
        }
        if (filter != null && filter.rulesOut(span)) {
            return Finding.SATISFIED;
        }
        Judge.Session session = judge.open(span);
        return scope == RuleScope.SPAN
                ? session.judgeSpan(0)
                : session.judgeTrace().get(0);
    }

    @Override
    public List<Finding> judge(TraceTree trace) {
        if (scope == RuleScope.SPAN) {
            throw new IllegalStateException("rule '" + rule.id() + "' judges spans as they arrive, not traces");
        }
        List<Finding> filtered = filtered(trace);
        if (filtered != null) {
            return filtered;
        }
        Judge.Session session = judge.open(trace);
        if (scope == RuleScope.TRACE) {
            return session.judgeTrace();
        }
        List<Finding> findings = new ArrayList<>(trace.size());
        for (int place = 0; place < trace.size(); place++) {
            findings.add(session.judgeSpan(place));
        }
        return findings;
    }

    /** What the filter knows to be found; null where the rule has to be evaluated. */
    @Nullable
    List<Finding> filtered(TraceTree trace) {
        if (traceFilter == null || trace.size() > MOST_FILTERED_SPANS) {
            return null;
        }
        return switch (traceFilter.of(trace)) {
            case SATISFIED -> judge.notViolated(trace, false);
            case VACUOUS -> judge.notViolated(trace, true);
            case UNKNOWN -> null;
        };
    }
}
