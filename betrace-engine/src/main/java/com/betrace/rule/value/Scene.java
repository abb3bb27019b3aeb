package com.betrace.rule.value;

import com.betrace.model.CloseReason;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceTree;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One evaluation of a rule: the trace it is about, what it may spend, and how it computes. Confined to one thread. */
public final class Scene {

    private static final List<Span> NOT_ALONE = List.of();

    private final Setting setting;
    private final Budget budget;
    private final Order.Reading reading;
    private final Operators operators;
    private final Arithmetic arithmetic;
    private final List<Span> alone;
    private final @Nullable SpanView[] views;
    private final Map<Object, SpanSet> selections;
    private @Nullable TraceTree tree;
    private @Nullable Order order;

    /** The scene of a closed trace. */
    public Scene(TraceTree tree, Setting setting, Budget budget, Order.Reading reading) {
        this(NOT_ALONE, tree, setting, budget, reading);
    }

    /** The scene of a span as it arrives; a trace of it alone is made only if something asks for it. */
    public Scene(Span alone, Setting setting, Budget budget, Order.Reading reading) {
        this(List.of(alone), null, setting, budget, reading);
    }

    private Scene(List<Span> alone, @Nullable TraceTree tree, Setting setting, Budget budget, Order.Reading reading) {
        this.alone = alone;
        this.tree = tree;
        this.setting = setting;
        this.budget = budget;
        this.reading = reading;
        this.operators = new Operators(setting.patterns(), budget);
        this.arithmetic = new Arithmetic(operators, setting.maxTextLength());
        this.views = new SpanView[tree == null ? 1 : tree.size()];
        this.selections = tree == null ? new HashMap<>(2) : new HashMap<>();
    }

    /** What all evaluations of a rule share. */
    public record Setting(PatternCache patterns, Duration skew, boolean localRootsCount, int maxTextLength) {}

    public TraceTree tree() {
        TraceTree known = tree;
        if (known == null) {
            Span span = alone.get(0);
            known = TraceTree.of(new Trace(span.traceId(), alone, CloseReason.ROOT, false, Instant.EPOCH));
            tree = known;
        }
        return known;
    }

    public Trace trace() {
        return tree().trace();
    }

    public Operators operators() {
        return operators;
    }

    public Arithmetic arithmetic() {
        return arithmetic;
    }

    public boolean isComplete() {
        return tree().isComplete(setting.localRootsCount());
    }

    /** True once the evaluation has read an order test that clock skew could change. */
    public boolean isUncertain() {
        return order != null && order.isUncertain();
    }

    Order order() {
        Order known = order;
        if (known == null) {
            known = new Order(tree(), setting.skew(), reading, budget);
            order = known;
        }
        return known;
    }

    /** One unit of work; throws {@link BudgetExceededException}. */
    public void step() {
        budget.step();
    }

    /** Counts values that did not go together. */
    public void mismatch() {
        operators.mismatch();
    }

    public void steps(long count) {
        budget.steps(count);
    }

    Budget budget() {
        return budget;
    }

    public SpanView view(int place) {
        SpanView view = views[place];
        if (view == null) {
            view = SpanView.seen(this, place, alone.isEmpty() ? tree().span(place) : alone.get(0));
            views[place] = view;
        }
        return view;
    }

    /** The view of a span of this trace. */
    public SpanView view(Span span) {
        return view(tree().place(span.spanId()));
    }

    public SpanSet all() {
        return selections.computeIfAbsent("", key -> SpanSet.all(this));
    }

    /** Computes selections anew from now on. */
    public void forgetSelections() {
        selections.clear();
    }

    /** The spans a selector means: a name glob, a lambda, a span set, one span; anything else means none. */
    public SpanSet select(@Nullable Object selector) {
        if (selector instanceof SpanSet set) {
            return set;
        }
        if (selector instanceof SpanView view) {
            return SpanSet.of(this, view);
        }
        if (selector instanceof String glob) {
            return selectByName(glob);
        }
        if (selector instanceof Lambda lambda) {
            return selectBy(lambda);
        }
        if (selector != null) {
            operators.mismatch();
        }
        return SpanSet.none(this);
    }

    private SpanSet selectByName(String glob) {
        String key = "name " + glob;
        SpanSet known = selections.get(key);
        if (known == null) {
            steps(tree().size());
            boolean literal = Globs.isLiteral(glob);
            known = all().filter(place -> {
                String name = tree().span(place).name();
                return literal ? name.equals(glob) : Globs.matches(glob, name, budget);
            });
            selections.put(key, known);
        }
        return known;
    }

    private SpanSet selectBy(Lambda lambda) {
        Object identity = lambda.identity();
        SpanSet known = identity == null ? null : selections.get(identity);
        if (known == null) {
            known = all().where(lambda);
            if (identity != null) {
                selections.put(identity, known);
            }
        }
        return known;
    }

    boolean holds(Lambda lambda, Object argument) {
        step();
        return Operators.truth(lambda.call(argument));
    }
}
