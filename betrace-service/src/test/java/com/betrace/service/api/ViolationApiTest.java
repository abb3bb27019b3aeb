package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.Handling;
import com.betrace.model.Settlement;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationState;
import com.betrace.service.paging.PageTokenKey;
import com.betrace.service.paging.PageTokens;
import com.betrace.store.InMemoryViolationStore;
import com.betrace.testkit.TestSpans;
import com.betrace.testkit.ViolationBuilder;
import com.betrace.v1.GetViolationRequest;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.ListViolationsResponse;
import com.google.protobuf.util.Timestamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViolationApiTest {

    private static final ViolationId HOLDS = ViolationId.of("r", TestSpans.TRACE, "holds");
    private static final ViolationId HELD = ViolationId.of("r", TestSpans.TRACE, "held");

    private final InMemoryViolationStore store = new InMemoryViolationStore();
    private final ViolationApi api = new ViolationApi(store, new PageTokens(PageTokenKey.random()));

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
                .hasMessageContaining(
                        "state: is 'GONE', expected one of [OPEN, RETRACTED, ACKNOWLEDGED, RESOLVED, FALSE_POSITIVE,"
                                + " ANY]");
    }

    private ListViolationsResponse page(String order, String token, int limit) {
        return api.listViolations(ListViolationsRequest.newBuilder()
                .setOrder(order)
                .setPageToken(token)
                .setLimit(limit)
                .build());
    }

    private void write(int from, int until) {
        store.write(IntStream.range(from, until)
                .mapToObj(number -> new ViolationBuilder(ViolationId.of("r", TestSpans.TRACE, "n" + number))
                        .message("number" + number)
                        .build())
                .toList());
    }

    @Test
    void pages_inEitherOrder_haveEachOnceWhateverArrives() {
        write(0, 10);
        for (String order : List.of("", "oldest_first")) {
            ListViolationsResponse first = page(order, "", 3);
            List<String> messages = new ArrayList<>();
            first.getViolationsList().forEach(violation -> messages.add(violation.getMessage()));
            write(10, 12);
            String token = first.getNextPageToken();
            while (!token.isEmpty()) {
                ListViolationsResponse page = page(order, token, 4);
                page.getViolationsList().forEach(violation -> messages.add(violation.getMessage()));
                token = page.getNextPageToken();
            }
            assertThat(messages).doesNotHaveDuplicates().contains("it broke", "number0", "number9");
        }
    }

    @Test
    void g10_tokenWithOtherFiltersOrOrder_isRefused() {
        write(0, 10);
        String token = page("", "", 3).getNextPageToken();

        assertThatThrownBy(() -> page("OLDEST_FIRST", token, 3)).hasMessageContaining("' was not given out");
        assertThatThrownBy(() -> api.listViolations(ListViolationsRequest.newBuilder()
                        .setPageToken(token)
                        .setService("api")
                        .build()))
                .hasMessageContaining("' was not given out for this query");
    }

    @Test
    void totalCount_isExactUpToTenThousand() {
        write(0, 9_999);
        assertThat(page("", "", 1).getTotalCount()).isEqualTo(10_000);
        assertThat(page("", "", 1).getTotalIsAtLeast()).isZero();

        write(9_999, 10_001);
        assertThat(page("", "", 1).getTotalCount()).isEqualTo(10_000);
        assertThat(page("", "", 1).getTotalIsAtLeast()).isEqualTo(10_000);
    }

    @Test
    void list_byEachFilter_hasWhatMatches() {
        store.write(List.of(new ViolationBuilder(ViolationId.of("r", TestSpans.TRACE, "other"))
                .span(TestSpans.spanId("b"), "shop", "charge card")
                .controls(List.of("soc2:CC6.1"))
                .tags(List.of("money"))
                .fingerprint("0123456789abcdef0123456789abcdef")
                .message("a card was declined")
                .build()));
        for (ListViolationsRequest.Builder filter : List.of(
                ListViolationsRequest.newBuilder().setSpanName("charge card"),
                ListViolationsRequest.newBuilder().setControl("soc2:CC6.1"),
                ListViolationsRequest.newBuilder().setTag("money"),
                ListViolationsRequest.newBuilder().setFingerprint("0123456789abcdef0123456789abcdef"),
                ListViolationsRequest.newBuilder().setText("DECLINED card"))) {
            List<com.betrace.v1.Violation> found =
                    api.listViolations(filter.build()).getViolationsList();
            assertThat(found).as(filter.toString()).hasSize(1);
            assertThat(found.get(0).getControlsList()).containsExactly("soc2:CC6.1");
            assertThat(found.get(0).getTagsList()).containsExactly("money");
        }
    }

    @Test
    void list_byAFingerprintOrATextThatCannotBe_isRefused() {
        assertThatThrownBy(() -> api.listViolations(
                        ListViolationsRequest.newBuilder().setFingerprint("F00").build()))
                .hasMessage("fingerprint: is 'F00', expected 32 hex digits");
        assertThatThrownBy(() -> api.listViolations(ListViolationsRequest.newBuilder()
                        .setText("a".repeat(201))
                        .build()))
                .hasMessage("text: has 201 characters, expected at most 200");
        assertThatThrownBy(() -> api.listViolations(
                        ListViolationsRequest.newBuilder().setText("-- %").build()))
                .hasMessage("text: is '-- %', expected at least one word of letters or digits");
    }

    @Test
    void list_ofATimeThatEndsBeforeItStarts_isRefused() {
        assertThatThrownBy(() -> api.listViolations(ListViolationsRequest.newBuilder()
                        .setStartTime(Timestamps.fromSeconds(60))
                        .setEndTime(Timestamps.fromSeconds(60))
                        .build()))
                .hasMessage(
                        "end_time: is 1970-01-01T00:01:00Z, expected a time after start_time, 1970-01-01T00:01:00Z");
    }

    @Test
    void handling_isShown() {
        store.handle(HOLDS, new Handling(ViolationState.ACKNOWLEDGED, "ann", "looking", TestSpans.TIME_ZERO));

        com.betrace.v1.Handling handling = api.getViolation(
                        GetViolationRequest.newBuilder().setId(HOLDS.hex()).build())
                .getHandling();

        assertThat(handling.getState()).isEqualTo("ACKNOWLEDGED");
        assertThat(handling.getActor()).isEqualTo("ann");
        assertThat(handling.getNote()).isEqualTo("looking");
        assertThat(listed("acknowledged")).containsExactly("ACKNOWLEDGED late");
        assertThat(listed("")).isEmpty();
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
