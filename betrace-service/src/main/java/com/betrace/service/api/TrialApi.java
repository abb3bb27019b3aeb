package com.betrace.service.api;

import com.betrace.catalog.CatalogedRule;
import com.betrace.catalog.InvalidRuleException;
import com.betrace.catalog.RuleCatalog;
import com.betrace.catalog.RuleDraft;
import com.betrace.catalog.RuleFilter;
import com.betrace.detection.TimeLimit;
import com.betrace.model.ErrorCode;
import com.betrace.model.FieldViolation;
import com.betrace.model.RequestException;
import com.betrace.model.Trace;
import com.betrace.rule.CompiledRule;
import com.betrace.rule.RuleIssue;
import com.betrace.rule.WorkClock;
import com.betrace.service.intake.SpanLimits;
import com.betrace.store.RecentTraces;
import com.betrace.trial.Backtest;
import com.betrace.trial.BacktestResult;
import com.betrace.trial.Evaluation;
import com.betrace.v1.BacktestRuleRequest;
import com.betrace.v1.BacktestRuleResponse;
import com.betrace.v1.EvaluateRuleRequest;
import com.betrace.v1.EvaluateRuleResponse;
import com.betrace.v1.RuleDocument;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of the RuleService that tries rules without storing or publishing anything. */
public final class TrialApi {

    private static final Duration TIME = Duration.ofSeconds(10);
    private static final int DEFAULT_VIOLATIONS = 100;
    private static final int MAX_VIOLATIONS = 1_000;

    /** The id of a draft that has none. */
    private static final String DRAFT = "draft";

    private final RuleCatalog catalog;
    private final RecentTraces recent;
    private final SpanLimits limits;
    private final Clocks clocks;

    /**
     * What trials go by.
     *
     * @param wall tells the day, on which exceptions expire, and when given traces are taken to have closed
     * @param nanoTime monotonic time, by which a trial ends
     */
    public record Clocks(InstantSource wall, WorkClock nanoTime) {}

    /**
     * Trials of a catalog's rules.
     *
     * @param recent backtested where a request brings no traces
     * @param limits of the spans that a request brings
     */
    public TrialApi(RuleCatalog catalog, RecentTraces recent, SpanLimits limits, Clocks clocks) {
        this.catalog = catalog;
        this.recent = recent;
        this.limits = limits;
        this.clocks = clocks;
    }

    public EvaluateRuleResponse evaluateRule(EvaluateRuleRequest request) {
        CatalogedRule rule = evaluated(request);
        CompiledRule program = program(rule);
        List<Trace> traces = TrialTraces.read(
                request.getSpansList(),
                request.getTracesList(),
                limits,
                clocks.wall().instant());
        if (traces.isEmpty()) {
            throw neither("spans", "traces", "has nothing to judge, expected a span in spans or a trace in traces");
        }
        return TrialMapping.toMessage(Evaluation.of(program, traces, limit()))
                .addAllIssues(RuleIssues.toMessages(issues(rule)))
                .build();
    }

    private CatalogedRule evaluated(EvaluateRuleRequest request) {
        if (request.hasRule() == !request.getRuleId().isEmpty()) {
            throw neither("rule", "rule_id", "expected exactly one of rule and rule_id");
        }
        if (request.hasRule()) {
            return draft(request.getRule(), "");
        }
        CatalogedRule stored = catalog.get(request.getRuleId());
        requireCompiled(stored);
        return stored;
    }

    private static RequestException neither(String one, String other, String problem) {
        return new RequestException(
                ErrorCode.INVALID_ARGUMENT,
                one + ", " + other + ": " + problem,
                List.of(new FieldViolation(one, problem), new FieldViolation(other, problem)));
    }

    public BacktestRuleResponse backtestRule(BacktestRuleRequest request) {
        if (!request.hasRule()) {
            throw RequestException.invalidField("rule", "is required");
        }
        int maxViolations = maxViolations(request.getMaxViolations());
        CatalogedRule stored = stored(request);
        CatalogedRule draft =
                draft(request.getRule(), stored == null ? "" : stored.rule().id());
        Backtest.Rules rules = new Backtest.Rules(program(draft), stored == null ? null : stored.program());
        BacktestResult result = Backtest.run(rules, traces(request), maxViolations, limit());
        return TrialMapping.toMessage(result)
                .setStoredVersion(stored == null ? 0 : stored.rule().version())
                .addAllIssues(RuleIssues.toMessages(issues(draft)))
                .build();
    }

    /** One that is asked for must be there and compile; one that only has the draft's id may be what the draft mends. */
    private @Nullable CatalogedRule stored(BacktestRuleRequest request) {
        if (!request.getAgainst().isEmpty()) {
            CatalogedRule against = catalog.get(request.getAgainst());
            requireCompiled(against);
            return against;
        }
        String id = RuleCatalog.idOf(RuleDrafts.of(request.getRule()));
        return catalog.list(RuleFilter.ALL).stream()
                .filter(rule -> rule.rule().id().equals(id) && rule.program() != null)
                .findFirst()
                .orElse(null);
    }

    private List<Trace> traces(BacktestRuleRequest request) {
        if (request.getMaxTraces() < 0) {
            throw RequestException.invalidField(
                    "max_traces", "is " + request.getMaxTraces() + ", expected 1 or more, or 0 for all");
        }
        if (request.getSpansCount() + request.getTracesCount() > 0) {
            return TrialTraces.read(
                    request.getSpansList(),
                    request.getTracesList(),
                    limits,
                    clocks.wall().instant());
        }
        return recent.newest(request.getMaxTraces() == 0 ? Integer.MAX_VALUE : request.getMaxTraces());
    }

    private static int maxViolations(int max) {
        if (max < 0 || max > MAX_VIOLATIONS) {
            throw RequestException.invalidField(
                    "max_violations",
                    "is " + max + ", expected 1 to " + MAX_VIOLATIONS + ", or 0 for " + DEFAULT_VIOLATIONS);
        }
        return max == 0 ? DEFAULT_VIOLATIONS : max;
    }

    /** @param against the id of the stored rule to which it is compared, by which violations have the same ids */
    private CatalogedRule draft(RuleDocument document, String against) {
        RuleDraft draft = RuleDrafts.of(document);
        String id = Stream.of(against, draft.id(), DRAFT)
                .filter(candidate -> !candidate.isEmpty())
                .findFirst()
                .orElseThrow();
        return catalog.validate(id, draft.definition());
    }

    private static CompiledRule program(CatalogedRule rule) {
        CompiledRule program = rule.program();
        if (program == null) {
            throw new InvalidRuleException(rule.issues());
        }
        return program;
    }

    private static void requireCompiled(CatalogedRule stored) {
        if (stored.program() == null) {
            throw new RequestException(
                    ErrorCode.FAILED_PRECONDITION,
                    "rule '" + stored.rule().id() + "' does not compile: "
                            + new InvalidRuleException(stored.issues()).getMessage());
        }
    }

    private List<RuleIssue> issues(CatalogedRule rule) {
        return RuleIssues.asOf(LocalDate.ofInstant(clocks.wall().instant(), ZoneOffset.UTC), rule);
    }

    private TimeLimit limit() {
        return TimeLimit.of(TIME, clocks.nanoTime());
    }
}
