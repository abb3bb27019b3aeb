package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.Settlement;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.store.InMemoryViolationStore;
import com.betrace.testkit.TestSpans;
import com.betrace.testkit.ViolationBuilder;
import com.betrace.v1.GetViolationRequest;
import com.betrace.v1.ListViolationsRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViolationApiTest {

    private static final ViolationId HOLDS = ViolationId.of("r", TestSpans.TRACE, "holds");
    private static final ViolationId HELD = ViolationId.of("r", TestSpans.TRACE, "held");

    private final InMemoryViolationStore store = new InMemoryViolationStore();
    private final ViolationApi api = new ViolationApi(store);

    @BeforeEach
    void twoOfWhichOneHoldsNoLonger() {
        Violation held = new ViolationBuilder(HELD).build();
        Violation holds = new ViolationBuilder(HOLDS).late(true).build();
        store.write(List.of(held, holds, new Settlement(TestSpans.TRACE, Set.of("r"), Set.of(HOLDS))));
    }

    private List<String> listed(String state) {
        return api
                .listViolations(
                        ListViolationsRequest.newBuilder().setState(state).build())
                .getViolationsList()
                .stream()
                .map(violation -> violation.getState() + (violation.getLate() ? " late" : ""))
                .toList();
    }

    @Test
    void list_showsWhatHoldsUnlessAskedOtherwise() {
        assertThat(listed("")).containsExactly("OPEN late");
        assertThat(listed("OPEN")).containsExactly("OPEN late");
        assertThat(listed("retracted")).containsExactly("RETRACTED");
        assertThat(listed("Any")).containsExactly("OPEN late", "RETRACTED");
    }

    @Test
    void list_ofAnUnknownState_isRefused() {
        assertThatThrownBy(() -> listed("GONE"))
                .hasMessageContaining("state: is 'GONE', expected one of [OPEN, RETRACTED, ANY]");
    }

    @Test
    void get_returnsWhatHoldsNoLonger() {
        assertThat(api.getViolation(GetViolationRequest.newBuilder()
                                .setId(HELD.hex())
                                .build())
                        .getState())
                .isEqualTo("RETRACTED");
    }
}
