package com.betrace.service.api;

import com.betrace.model.Completion;
import com.betrace.model.Exemption;
import com.betrace.model.LocalRootPolicy;
import com.betrace.model.PartialPolicy;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.RuleMode;
import com.betrace.model.RuleTest;
import com.betrace.model.Severity;
import com.betrace.v1.RuleDocument;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rules as documents: what their authors would write to get them, defaults left out. */
public final class RuleDocuments {

    private RuleDocuments() {}

    public static RuleDocument of(Rule rule) {
        RuleDocument.Builder document = of(rule.definition()).setId(rule.id());
        if (!rule.enabled()) {
            document.setEnabled(false);
        }
        return document.build();
    }

    private static RuleDocument.Builder of(RuleDefinition definition) {
        RuleDocument.Builder document = RuleDocument.newBuilder()
                .setName(definition.name())
                .setDescription(definition.description())
                .setExpression(definition.expression())
                .addAllTags(definition.tags())
                .setOwner(definition.owner())
                .setRunbook(definition.runbook())
                .addAllControls(definition.controls())
                .setMessage(definition.message())
                .addAllFingerprint(definition.fingerprint());
        if (!definition.params().isEmpty()) {
            document.setParams(RuleParams.toMessage(definition.params()));
        }
        if (definition.severity() != Severity.MEDIUM) {
            document.setSeverity(definition.severity().name());
        }
        if (definition.mode() != RuleMode.ENFORCE) {
            document.setMode(definition.mode().name());
        }
        if (definition.onPartial() != PartialPolicy.UNDECIDED) {
            document.setOnPartial(definition.onPartial().name());
        }
        if (!definition.completion().equals(Completion.DEFAULT)) {
            document.setCompletion(completion(definition.completion()));
        }
        definition.exceptions().forEach(exception -> document.addExceptions(exemption(exception)));
        definition.tests().forEach(test -> document.addTests(test(test)));
        return document;
    }

    private static com.betrace.v1.Completion completion(Completion completion) {
        com.betrace.v1.Completion.Builder message = com.betrace.v1.Completion.newBuilder();
        if (completion.localRoot() != LocalRootPolicy.COMPLETE) {
            message.setLocalRoot(completion.localRoot().name());
        }
        return withTimes(message, completion);
    }

    /** The times that a rule sets itself. */
    static com.betrace.v1.Completion withTimes(com.betrace.v1.Completion.Builder message, Completion completion) {
        set(completion.skew(), message::setSkew);
        set(completion.rootGrace(), message::setRootGrace);
        set(completion.idle(), message::setIdle);
        set(completion.maxAge(), message::setMaxAge);
        return message.build();
    }

    private static void set(@Nullable Duration time, Consumer<com.google.protobuf.Duration> field) {
        if (time != null) {
            field.accept(Durations.toMessage(time));
        }
    }

    static com.betrace.v1.Exemption exemption(Exemption exemption) {
        LocalDate expires = exemption.expires();
        return com.betrace.v1.Exemption.newBuilder()
                .setWhen(exemption.when())
                .setOwner(exemption.owner())
                .setReason(exemption.reason())
                .setExpires(expires == null ? "" : expires.toString())
                .build();
    }

    static com.betrace.v1.RuleTest test(RuleTest test) {
        return com.betrace.v1.RuleTest.newBuilder()
                .setName(test.name())
                .setExpect(test.expect().name())
                .addAllOffenders(test.offenders())
                .setTrace(test.trace())
                .addAllArrive(test.arrive())
                .build();
    }
}
