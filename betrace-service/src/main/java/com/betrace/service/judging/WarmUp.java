package com.betrace.service.judging;

import com.betrace.model.CloseReason;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.Span;
import com.betrace.model.Trace;
import com.betrace.model.TraceId;
import com.betrace.model.TraceTree;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.Finding;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleCompiler;
import com.betrace.rule.RuleScope;
import com.betrace.rulecase.CompactTrace;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Judges a trace by a few rules before the first span comes. What the Java virtual machine does once, such as loading
 * classes, would otherwise be taken from the time of the first rule, which could exceed its budget through no fault of its
 * own.
 */
public final class WarmUp {

    /** Of every kind, with what is read only where something is violated. */
    static final List<String> EXPRESSIONS = List.of(
            "span.failed && span['http.route'] =~ '/pay.*' && span.duration > '1ms'",
            "span.parent.name == 'POST /pay' && span.precededBy('no.*') == false",
            "spans('charge', c -> c.amount > 10).where(c -> !c.precededBy('check', '5s'))",
            "spans(s -> s.kind == 'CLIENT').groupBy(s -> s.service).where(g -> g.count() > 0)",
            "when(spans('charge')).always(c -> c.precededBy('check'))",
            "when(has('charge')).always(sequence('check', 'charge'))",
            "spans('POST *') >> spans('charge')");

    private static final String TRACE = """
            1 - shop "POST /pay" 0 900 SERVER ERROR http.route=/pay
            2 1 pay charge 100 200 CLIENT ERROR amount=1500 http.route=/pay
            3 1 pay check 400 20""";

    private WarmUp() {}

    /** The findings, which nobody needs but tests. */
    public static List<Finding> run(RuleCompiler compiler) {
        List<Span> spans = CompactTrace.parse(new TraceId(0, 1), TRACE);
        TraceTree tree =
                TraceTree.of(new Trace(new TraceId(0, 1), spans, CloseReason.ROOT, false, CompactTrace.TIME_ZERO));
        return EXPRESSIONS.stream()
                .map(expression -> compiled(compiler, expression))
                .flatMap(rule ->
                        rule.scope() == RuleScope.SPAN ? spans.stream().map(rule::judge) : rule.judge(tree).stream())
                .toList();
    }

    private static CompiledRule compiled(RuleCompiler compiler, String expression) {
        RuleDefinition definition = RuleDefinition.builder("warm-up", expression)
                .message("${span.name} in ${span.service}")
                .fingerprint(List.of("span.name"))
                .build();
        RuleCompilation compilation =
                compiler.compile(new Rule("warm-up", definition, true, Instant.EPOCH, Instant.EPOCH, 1));
        return Objects.requireNonNull(compilation.program(), expression);
    }
}
