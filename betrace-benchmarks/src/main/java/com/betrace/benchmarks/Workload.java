package com.betrace.benchmarks;

import com.betrace.model.Attributes;
import com.betrace.model.Resource;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.Span;
import com.betrace.model.SpanId;
import com.betrace.model.SpanKind;
import com.betrace.model.StatusCode;
import com.betrace.model.TraceId;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleCompilation;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.RuleSet;
import com.betrace.rule.jexl.JexlRuleCompiler;
import com.betrace.service.judging.SystemClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The traces and rules that are measured, the same in every run. A trace has 10 spans of 3 services; the spans of 4 traces
 * come shuffled together; 1 trace in 20 lacks a span. 1 span in 100 and 1 trace in 50 violate a rule. Of the rules 7 in 10
 * are on spans and 3 in 10 on traces; beyond the two that are violated they look at the same data and find nothing.
 */
public final class Workload {

    public static final int TRACES = 1_000;

    /** The first half of all trace ids; the second counts from 1. */
    public static final long TRACE_ID_HIGH = 0x5eed_b7e1_5162_8aedL;

    /** All spans of all traces; {@code TRACES / 20} are missing. */
    public static final int SPANS = 9_950;

    private static final int SPANS_PER_TRACE = 10;
    private static final int TRACES_AT_ONCE = 4;

    private static final List<Resource> SERVICES = List.of(service("gateway"), service("items"), service("store"));

    private final List<Span> spans = new ArrayList<>();
    private final RuleSet rules;
    private long breaches;

    private static final JexlRuleCompiler COMPILED =
            new JexlRuleCompiler(RuleLimits.defaults(), SystemClock.INSTANCE, Instant::now);

    /** With compiled rules. */
    public Workload(int ruleCount) {
        this(ruleCount, COMPILED);
    }

    /** With rules that JEXL's own interpreter evaluates. */
    static Workload interpreted(int ruleCount) {
        return new Workload(ruleCount, COMPILED.interpreting());
    }

    private Workload(int ruleCount, JexlRuleCompiler compiler) {
        this.rules = ruleCount == 0 ? RuleSet.EMPTY : rules(ruleCount, compiler);
        Random random = new Random(42);
        for (int trace = 0; trace < TRACES; trace += TRACES_AT_ONCE) {
            List<Span> mixed = new ArrayList<>();
            for (int i = trace; i < trace + TRACES_AT_ONCE; i++) {
                mixed.addAll(trace(i, random));
            }
            Collections.shuffle(mixed, random);
            spans.addAll(mixed);
        }
        if (spans.size() != SPANS) {
            throw new IllegalStateException("made " + spans.size() + " spans, expected " + SPANS);
        }
    }

    /** In order of arrival. */
    public List<Span> spans() {
        return spans;
    }

    RuleSet rules() {
        return rules;
    }

    long expectedViolations() {
        return rules == RuleSet.EMPTY ? 0 : breaches;
    }

    private List<Span> trace(int number, Random random) {
        boolean violates = number % 50 == 7;
        boolean partial = number % 20 == 3;
        List<Span> trace = new ArrayList<>();
        for (int i = 0; i < SPANS_PER_TRACE; i++) {
            boolean fails = random.nextInt(100) == 0;
            if (partial && i == 1) {
                continue;
            }
            trace.add(span(number, i, fails, violates && i == SPANS_PER_TRACE - 1));
            breaches += fails ? 1 : 0;
        }
        breaches += violates ? 1 : 0;
        return trace;
    }

    private static Span span(int trace, int number, boolean fails, boolean forbidden) {
        long start = 1_767_225_600_000_000_000L + number * 5_000_000L;
        return Span.builder(new TraceId(TRACE_ID_HIGH, trace + 1L), new SpanId(1_000L * trace + number + 1))
                .parentSpanId(number == 0 ? null : new SpanId(1_000L * trace + (number - 1) / 2 + 1))
                .name(forbidden ? "legacy.call" : number % 3 == 0 ? "GET /item" : "SELECT item")
                .kind(number % 3 == 0 ? SpanKind.SERVER : SpanKind.CLIENT)
                .status(fails ? StatusCode.ERROR : StatusCode.OK)
                .time(start, start + 3_000_000)
                .resource(SERVICES.get(number % SERVICES.size()))
                .attributes(Attributes.of(Map.of(
                        "http.route",
                        "/api/items/{id}",
                        "http.request.method",
                        "GET",
                        "http.response.status_code",
                        fails ? 500L : 200L,
                        "server.address",
                        "db-" + number + ".eu-west-1.internal.example.org",
                        "server.port",
                        5432L,
                        "user.id",
                        "4f1c9a52-7d3e-4b8a-9c60-" + (100_000_000_000L + trace),
                        "amount",
                        10.5 * number,
                        "db.system.name",
                        "postgresql",
                        "db.collection.name",
                        "items",
                        "thread.name",
                        "http-nio-8080-exec-3")))
                .build();
    }

    private static Resource service(String name) {
        return new Resource(Attributes.of(Map.of(
                "service.name",
                name,
                "service.instance.id",
                name + "-1",
                "host.name",
                "h1",
                "telemetry.sdk.name",
                "otel")));
    }

    private static RuleSet rules(int count, JexlRuleCompiler compiler) {
        List<CompiledRule> compiled = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            compiled.add(compile(compiler, "rule-" + i, expression(i)));
        }
        return RuleSet.of(1, compiled);
    }

    /** The rule of this number, from 0; of the first ten two find something. */
    public static String expression(int number) {
        if (number == 0) {
            return "span.status == \"ERROR\"";
        }
        if (number == 9) {
            return "spans(\"legacy.call\")";
        }
        return switch (number % 10) {
            case 0, 1 -> "span.name == \"GET /other-" + number + "\" && span.duration > '500ms'";
            case 2, 3 -> "span['http.route'] == \"/other-" + number + "\" && span['http.response.status_code'] >= 500";
            case 4, 5 -> "span.kind == \"SERVER\" && span['http.response.status_code'] == " + (600 + number);
            case 6 -> "span.service == \"other-" + number + "\" && span.amount > 1000";
            case 7 -> "when(has(\"pay-" + number + "\")).always(has(\"audit-" + number + "\"))";
            case 8 -> "count(s -> s['db.collection.name'] == \"secret-" + number + "\") > 3";
            default -> "spans(s -> s.kind == \"CLIENT\" && s['server.address'] == \"legacy-" + number + "\")";
        };
    }

    /** A rule of this expression, compiled or evaluated by JEXL's own interpreter. */
    static CompiledRule rule(String expression, boolean interpreted) {
        return compile(interpreted ? COMPILED.interpreting() : COMPILED, "rule", expression);
    }

    private static CompiledRule compile(JexlRuleCompiler compiler, String id, String expression) {
        Rule rule = new Rule(id, RuleDefinition.builder(id, expression).build(), true, Instant.EPOCH, Instant.EPOCH, 1);
        RuleCompilation compilation = compiler.compile(rule);
        if (compilation.program() == null) {
            throw new IllegalStateException(expression + ": " + compilation.issues());
        }
        return compilation.program();
    }
}
