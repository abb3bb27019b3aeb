package com.betrace.rule.jexl;

import com.betrace.model.Exemption;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The expressions that a rule has beside its condition, compiled. They see the violation's {@code span} and, where the rule
 * yields groups, its {@code group}.
 *
 * @param message null where the rule leaves the sentence to us
 * @param fingerprint empty where the rule leaves it to us
 */
record Companions(@Nullable MessageTemplate message, List<Program> fingerprint, List<CompiledExemption> exceptions) {

    static final Companions NONE = new Companions(null, List.of(), List.of());

    /** Whether none of them needs the interpreter. */
    boolean areCompiled() {
        return Stream.of(
                        message == null ? Stream.<Program>empty() : message.programs(),
                        fingerprint.stream(),
                        exceptions.stream().map(CompiledExemption::when))
                .flatMap(Function.identity())
                .allMatch(program -> program.code() != null);
    }

    /** An exception and its condition. */
    record CompiledExemption(Exemption exemption, Program when) {}
}
