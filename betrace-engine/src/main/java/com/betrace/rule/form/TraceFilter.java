package com.betrace.rule.form;

import com.betrace.model.TraceTree;
import com.betrace.rule.form.SpanFilter.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells of most traces at once that a rule on whole traces finds nothing, and that no value in it was of the wrong type. Where
 * it cannot tell, the rule itself has to be evaluated, which is always right.
 */
public final class TraceFilter {

    /** What is told of one trace. */
    public enum Result {
        SATISFIED,
        /** Satisfied because what the rule speaks of did not occur. */
        VACUOUS,
        UNKNOWN
    }

    /** A part of the rule that holds or not. */
    interface Test {
        Answer of(TraceTree trace);
    }

    private final Test subject;
    private final List<Test> demands;

    private TraceFilter(Test subject, List<Test> demands) {
        this.subject = subject;
        this.demands = List.copyOf(demands);
    }

    /** Of a whole rule; null where it would never know. */
    public static @Nullable TraceFilter of(Form form) {
        if (form instanceof Form.Invariant invariant) {
            Test subject = TraceFilterReader.subject(invariant.subject());
            List<Test> demands =
                    invariant.clauses().stream().map(TraceFilter::demand).toList();
            boolean always = invariant.subject() instanceof Form.Constant;
            return isKnown(subject) && (!always || demands.stream().allMatch(TraceFilter::isKnown))
                    ? new TraceFilter(subject, demands)
                    : null;
        }
        Test breach = TraceFilterReader.test(form);
        return isKnown(breach)
                ? new TraceFilter(
                        trace -> Answer.YES, List.of(trace -> breach.of(trace).negated()))
                : null;
    }

    private static Test demand(Form.Clause clause) {
        Test condition = TraceFilterReader.test(clause.condition());
        return clause.always() || !isKnown(condition)
                ? condition
                : trace -> condition.of(trace).negated();
    }

    private static boolean isKnown(Test test) {
        return test != TraceFilterReader.NOTHING_KNOWN;
    }

    public Result of(TraceTree trace) {
        Answer occurred = subject.of(trace);
        if (occurred != Answer.YES) {
            return occurred == Answer.NO ? Result.VACUOUS : Result.UNKNOWN;
        }
        for (int i = 0; i < demands.size(); i++) {
            if (demands.get(i).of(trace) != Answer.YES) {
                return Result.UNKNOWN;
            }
        }
        return Result.SATISFIED;
    }
}
