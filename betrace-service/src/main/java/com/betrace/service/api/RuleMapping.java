package com.betrace.service.api;

import com.betrace.catalog.CatalogedRule;
import com.betrace.detection.RuleHealth.Failure;
import com.betrace.detection.RuleHealth.RuleState;
import com.betrace.model.Completion;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.SharedKey;
import com.betrace.model.SharedKey.Kind;
import com.betrace.rule.CompiledRule;
import com.betrace.v1.RuleGrowth;
import com.betrace.v1.RuleHealth;
import com.betrace.v1.RuleScope;
import com.betrace.v1.ValidateRuleResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Rules, what the compiler says of them and how they fare, as messages. */
final class RuleMapping {

    private RuleMapping() {}

    /** @param today the day in UTC, on which exceptions have expired or not */
    static com.betrace.v1.Rule toMessage(CatalogedRule cataloged, RuleState health, LocalDate today) {
        Rule rule = cataloged.rule();
        com.betrace.v1.Rule.Builder message = com.betrace.v1.Rule.newBuilder()
                .setId(rule.id())
                .setEnabled(rule.enabled())
                .setCreatedAt(Timestamps.toMessage(rule.createdAt()))
                .setUpdatedAt(Timestamps.toMessage(rule.updatedAt()))
                .setVersion(rule.version())
                .addAllIssues(RuleIssues.toMessages(RuleIssues.asOf(today, cataloged)))
                .setHorizon(Durations.toMessage(Duration.ZERO))
                .setHealth(toMessage(health))
                .setSource(rule.provenance().source().name())
                .setLocation(rule.provenance().location())
                .setParamOverrides(RuleParams.toMessage(rule.overrides()));
        if (!rule.enabled()) {
            cataloged.failingTests().get().forEach(test -> message.addFailingTests(ImportMapping.toMessage(test)));
        }
        addDefinition(message, rule.definition());
        CompiledRule program = cataloged.program();
        if (program != null) {
            message.setScope(RuleScope.valueOf(program.scope().name()))
                    .setGrowth(RuleGrowth.valueOf(program.growth().name()))
                    .setPresenceTrigger(program.isPresenceTrigger())
                    .addAllSpanNames(sorted(program.spanNames()))
                    .addAllFunctions(sorted(program.functions()))
                    .setHorizon(Durations.toMessage(program.horizon()))
                    .addAllLists(names(program, Kind.LIST))
                    .addAllLookups(names(program, Kind.LOOKUP))
                    .addAllMacros(names(program, Kind.MACRO));
        }
        return message.build();
    }

    private static void addDefinition(com.betrace.v1.Rule.Builder message, RuleDefinition definition) {
        message.setName(definition.name())
                .setDescription(definition.description())
                .setExpression(definition.expression())
                .setSeverity(definition.severity().name())
                .addAllTags(definition.tags())
                .setParams(RuleParams.toMessage(definition.params()))
                .setMode(definition.mode().name())
                .setOwner(definition.owner())
                .setRunbook(definition.runbook())
                .addAllControls(definition.controls())
                .setMessage(definition.message())
                .addAllFingerprint(definition.fingerprint())
                .setOnPartial(definition.onPartial().name())
                .setCompletion(toMessage(definition.completion()))
                .addAllExceptions(definition.exceptions().stream()
                        .map(RuleDocuments::exemption)
                        .toList())
                .addAllTests(
                        definition.tests().stream().map(RuleDocuments::test).toList());
    }

    private static com.betrace.v1.Completion toMessage(Completion completion) {
        return RuleDocuments.withTimes(
                com.betrace.v1.Completion.newBuilder()
                        .setLocalRoot(completion.localRoot().name()),
                completion);
    }

    static RuleHealth toMessage(RuleState state) {
        RuleHealth.Builder message = RuleHealth.newBuilder()
                .setEvaluations(state.evaluations())
                .setFailures(state.failures())
                .setViolated(state.violated())
                .setSatisfied(state.satisfied())
                .setVacuous(state.vacuous())
                .setExcepted(state.excepted())
                .setMismatches(state.mismatches())
                .setSkipped(state.skipped())
                .setInterpreted(state.interpreted())
                .setMeanCost(Durations.ofNanos(state.meanNanos()))
                .setP99Cost(Durations.ofNanos(state.p99Nanos()))
                .setQuarantined(state.quarantined())
                .setQuarantines(state.quarantines());
        state.undecided().forEach((reason, count) -> message.putUndecided(reason.name(), count));
        Failure failure = state.lastFailure();
        if (failure != null) {
            message.setLastError(failure.message())
                    .setLastErrorAt(Timestamps.toMessage(failure.at()))
                    .setLastErrorVersion(failure.ruleVersion());
        }
        return message.build();
    }

    static ValidateRuleResponse toMessage(CatalogedRule draft) {
        ValidateRuleResponse.Builder message = ValidateRuleResponse.newBuilder()
                .addAllIssues(RuleIssues.toMessages(draft.issues()))
                .setHorizon(Durations.toMessage(Duration.ZERO));
        draft.failingTests().get().forEach(failure -> message.addFailingTests(ImportMapping.toMessage(failure)));
        CompiledRule program = draft.program();
        if (program != null) {
            message.setValid(true)
                    .setScope(RuleScope.valueOf(program.scope().name()))
                    .setGrowth(RuleGrowth.valueOf(program.growth().name()))
                    .setPresenceTrigger(program.isPresenceTrigger())
                    .addAllAttributes(sorted(program.attributes()))
                    .addAllSpanNames(sorted(program.spanNames()))
                    .addAllFunctions(sorted(program.functions()))
                    .setHorizon(Durations.toMessage(program.horizon()))
                    .addAllLists(names(program, Kind.LIST))
                    .addAllLookups(names(program, Kind.LOOKUP))
                    .addAllMacros(names(program, Kind.MACRO));
        }
        return message.build();
    }

    private static List<String> names(CompiledRule program, Kind kind) {
        return program.sharedNames().stream()
                .filter(key -> key.kind() == kind)
                .map(SharedKey::name)
                .sorted()
                .toList();
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }
}
