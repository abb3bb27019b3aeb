package com.betrace.rule;

import com.betrace.model.Rule;
import com.betrace.model.SharedKey;
import com.betrace.model.Span;
import com.betrace.model.TraceTree;
import com.betrace.rule.index.SpanKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule ready to judge: immutable and thread-safe. Judging never throws for what the data holds. */
public interface CompiledRule {

    Rule rule();

    RuleScope scope();

    /** What more spans of a trace can do to this rule's truth. */
    default Growth growth() {
        return scope() == RuleScope.SPAN ? Growth.FIXED : Growth.OPEN;
    }

    /**
     * True for a trace rule that one matching span violates for good. {@link #judge(Span)} finds that span as it arrives;
     * {@link #judge(TraceTree)} finds all of them at the close, under the same violation id.
     */
    default boolean isPresenceTrigger() {
        return false;
    }

    /** Whether JEXL's own interpreter evaluates it, because something in it is not compiled: slower, and right all the same. */
    default boolean isInterpreted() {
        return false;
    }

    /** Attribute keys the rule reads. */
    Set<String> attributes();

    /** Functions the rule calls. */
    default Set<String> functions() {
        return Set.of();
    }

    /** Name globs by which the rule selects spans. */
    default Set<String> spanNames() {
        return Set.of();
    }

    /** Lists, lookups and macros it reads, also through macros. */
    default Set<SharedKey> sharedNames() {
        return Set.of();
    }

    /** The largest time bound of an order test: a trace must stay open that long for the rule to see what it waits for. */
    default Duration horizon() {
        return Duration.ZERO;
    }

    /** False where a trace of nothing but such spans cannot violate the rule; true where that is not known. Cheap. */
    default boolean concerns(Span span) {
        return true;
    }

    /**
     * Keys of which a span has one wherever {@link #judge(Span)} finds anything but {@link Finding#SATISFIED}; null where that is
     * not known.
     */
    default @Nullable Set<SpanKey> spanKeys() {
        return null;
    }

    /** Keys of which a trace has a span wherever the rule has to be evaluated on it; null where that is not known. */
    default @Nullable Set<SpanKey> traceKeys() {
        return null;
    }

    /** What {@link #judge(TraceTree)} finds in a trace of which no span has one of the {@link #traceKeys()}. */
    default List<Finding> judgeWithoutKeys(TraceTree trace) {
        return judge(trace);
    }

    /** Judges one span by its own data; only for {@link RuleScope#SPAN} and presence triggers. */
    Finding judge(Span span);

    /**
     * Judges a closed trace; only for the other scopes. One finding per judged span ({@link RuleScope#SPAN_IN_TRACE}), per
     * group, or one for the trace; never empty.
     */
    List<Finding> judge(TraceTree trace);
}
