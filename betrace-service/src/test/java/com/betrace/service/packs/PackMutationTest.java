package com.betrace.service.packs;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.rule.CompiledRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing may be left out of a rule, and no bound moved, without one of the rule's own tests failing. */
class PackMutationTest {

    /** Mutants that no test can tell apart, with the reason. */
    private static final Map<String, String> EXCLUDED = Map.of(
            "error-without-cause: span.failed && !span.has('error.type') && reply_code(span) == null"
                    + " && !some(span.events, e -> e.name == 'exception') && !span.has('rpc.grpc.status_code')",
            "the notation of traces in tests has no status messages");

    private final List<String> survivors = new ArrayList<>();
    private int killed;
    private int skipped;

    @Test
    void everyPartOfARuleIsPinnedByItsTests() {
        for (Pack pack : PackFiles.all()) {
            pack.rules().forEach(rule -> judge(pack, rule));
        }
        System.out.printf("Mutants of the rule packs: %d killed, %d do not compile%n", killed, skipped);
        assertThat(survivors).containsExactlyInAnyOrderElementsOf(EXCLUDED.keySet());
    }

    private void judge(Pack pack, PackRule rule) {
        int before = killed;
        for (RuleMutant mutant : RuleMutant.of(pack, rule)) {
            CompiledRule compiled = Trial.compile(mutant.rule(), mutant.names()).program();
            if (compiled == null) {
                skipped++;
            } else if (Trial.failures(compiled, rule.tests()).isEmpty()) {
                survivors.add(mutant.what());
            } else {
                killed++;
            }
        }
        if (killed == before) {
            survivors.add(rule.id() + ": its tests pin no part of it");
        }
    }
}
