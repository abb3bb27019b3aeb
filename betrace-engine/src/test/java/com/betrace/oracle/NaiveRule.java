package com.betrace.oracle;

import com.betrace.model.RuleDefinition;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.Trace;
import com.betrace.model.UndecidedReason;
import com.betrace.oracle.NaiveTrace.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule with what it means.
 *
 * @param skew by how many nanoseconds the clocks of two services may differ
 * @param wantsAll whether a partial trace is taken for all there is
 * @param localRoots whether an entry span with an unseen parent is as good as a root
 * @param spared spans that its exception takes out
 */
public record NaiveRule(
        String id,
        RuleDefinition definition,
        When when,
        Tendency tendency,
        long skew,
        boolean wantsAll,
        boolean localRoots,
        Phrase.OfSpan spared,
        Meaning meaning) {

    /** When it judges, and what. */
    public enum When {
        /** Each span, as it arrives. */
        ARRIVAL,
        /** The trace, at the first span that matches and when it closes. */
        FIRST_AND_CLOSE,
        /** Each span, when the trace closes. */
        EACH_AT_CLOSE,
        /** The trace, when it closes. */
        CLOSE
    }

    /** What it finds: the offenders by group, under the empty name where there are no groups. */
    public interface Meaning {
        Map<String, List<Span>> find(NaiveTrace trace, @Nullable Span judged);
    }

    /** Something found: which one of the rule's in the trace, and who it is. */
    public record Found(String discriminator, @Nullable UndecidedReason undecided, List<SpanId> offenders) {}

    public boolean judgesAtClose() {
        return when != When.ARRIVAL;
    }

    /** What it says of a span by itself. */
    public List<Found> judge(Span span) {
        NaiveTrace alone = new NaiveTrace(List.of(span), skew, Reading.MEASURED);
        Map<String, List<Span>> found = meaning.find(alone, span);
        if (found.isEmpty()) {
            return List.of();
        }
        return when == When.ARRIVAL
                ? one(span.spanId().toString(), null, List.of(span), alone)
                : one("", null, found.get(""), alone);
    }

    /** What it says of a closed trace. */
    public List<Found> judge(Trace closed) {
        NaiveTrace measured = NaiveTrace.of(closed, skew, Reading.MEASURED, localRoots);
        List<NaiveTrace> readings = List.of(
                measured,
                NaiveTrace.of(closed, skew, Reading.ALL_TRUE, localRoots),
                NaiveTrace.of(closed, skew, Reading.ALL_FALSE, localRoots));
        boolean partial = !wantsAll && !measured.isComplete();
        if (when != When.EACH_AT_CLOSE) {
            return judge(readings, null, partial);
        }
        List<Found> found = new ArrayList<>();
        measured.all().forEach(span -> found.addAll(judge(readings, span, partial)));
        return found;
    }

    private List<Found> judge(List<NaiveTrace> readings, @Nullable Span judged, boolean partial) {
        List<Map<String, List<Span>>> each =
                readings.stream().map(reading -> meaning.find(reading, judged)).toList();
        List<Found> found = new ArrayList<>();
        new LinkedHashMap<>(each.get(0)).forEach((group, offenders) -> {
            boolean sure = each.stream().allMatch(reading -> reading.containsKey(group));
            boolean mayTell = !partial || tendency.grows();
            UndecidedReason doubt = !mayTell ? UndecidedReason.PARTIAL : sure ? null : UndecidedReason.CLOCK_SKEW;
            String discriminator = judged == null ? group : judged.spanId().toString();
            found.addAll(one(discriminator, doubt, judged == null ? offenders : List.of(judged), readings.get(0)));
        });
        return found;
    }

    /** Nothing where the exception takes out whatever there is. */
    private List<Found> one(
            String discriminator, @Nullable UndecidedReason doubt, List<Span> offenders, NaiveTrace trace) {
        List<SpanId> left = offenders.stream()
                .filter(span -> !spared.holds(trace, span))
                .map(Span::spanId)
                .toList();
        return left.isEmpty() && !offenders.isEmpty() ? List.of() : List.of(new Found(discriminator, doubt, left));
    }
}
