package com.betrace.service.rulefiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RuleFileWriterTest {

    /** As people write it; the writer gives it back to the letter. */
    private static final String FILE = """
            lists:
              codes: ["404", 500, 0.5, true, "true", "yes", "2027-01-31", "12:30", "0x1F"]
              pii_tables: [customers, patients]
            lookups:
              latency_budget: {/report: 5s, /search: 200ms}
            macros:
              is_tool: s -> s['gen_ai.operation.name'] == 'execute_tool'
            rules:
              - id: fraud-check-before-big-charge
                name: Big charges need a fraud check first
                description: A check that comes after the charge protects nobody.
                expression: >-
                  when(spans("payment.charge", c -> c.amount > param.max_amount && c['tenant.kind'] != 'test')).always(c ->
                  c.precededBy("fraud.check"))
                params: {max_amount: 1000}
                severity: CRITICAL
                enabled: true
                mode: ENFORCE
                tags: [payments]
                owner: team-pay
                runbook: https://runbooks.example.com/fraud
                controls: ["PCI-DSS:10.2", "SOC2:CC7.2"]
                message: charge ${span.amount} in ${span.service} without a prior fraud check
                fingerprint: [span.service, span.name]
                onPartial: UNDECIDED
                completion: {skew: 5ms, rootGrace: 10s, idle: 30s, maxAge: 5m}
                exceptions:
                  - when: span['tenant'] == 'test'
                    owner: team-pay
                    reason: load test
                    expires: "2027-01-31"
                tests:
                  - name: check after the charge
                    expect: VIOLATED
                    offenders: [c]
                    trace: |
                      r - gw  "POST /pay"     0 900 SERVER
                      c r pay payment.charge 100 200 amount=1500
                      f r pay fraud.check    400  20
                    arrive: [r, c, f@+8s]
            """;

    private final RuleFileReader reader = new RuleFileReader();

    @Test
    void write_yaml_isWhatPeopleWouldWrite() {
        ReadRuleFile read = reader.read("a.yaml", RuleFileFormat.YAML, FILE.getBytes(StandardCharsets.UTF_8));

        assertThat(RuleFileWriter.write(RuleFileFormat.YAML, read.content())).isEqualTo(FILE);
    }

    @Test
    void write_json_leavesOutWhatIsNotSetAndIsReadBack() {
        ReadRuleFile read = reader.read("a.yaml", RuleFileFormat.YAML, FILE.getBytes(StandardCharsets.UTF_8));

        String json = RuleFileWriter.write(RuleFileFormat.JSON, read.content());

        assertThat(json).doesNotContain("source", "null").contains("\"rootGrace\": \"10s\"", "\"skew\": \"0.005s\"");
        assertThat(reader.read("a.json", RuleFileFormat.JSON, json.getBytes(StandardCharsets.UTF_8))
                        .content())
                .isEqualTo(read.content());
    }
}
