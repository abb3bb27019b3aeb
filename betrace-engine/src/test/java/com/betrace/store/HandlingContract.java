package com.betrace.store;

import static com.betrace.testkit.TestSpans.TIME_ZERO;
import static com.betrace.testkit.TestSpans.traceId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.ErrorCode;
import com.betrace.model.Handling;
import com.betrace.model.RequestException;
import com.betrace.model.Settlement;
import com.betrace.model.Violation;
import com.betrace.model.ViolationId;
import com.betrace.model.ViolationState;
import com.betrace.store.StoredViolation.Change;
import com.betrace.testkit.ViolationBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How every {@link ViolationStore} notes what people make of violations, and finds words; part of {@link ViolationStoreContract}. */
public abstract class HandlingContract extends GroupsContract {

    private static final Handling RESOLVED =
            new Handling(ViolationState.RESOLVED, "ann", "größe angepasst ✓", TIME_ZERO.plusSeconds(9));

    @Test
    public void handled_isARevisionThatIsFoundByItsState() {
        store().write(List.of(of(1), of(2)));

        StoredViolation result = store().handle(id(1), RESOLVED);

        Violation expected = of(1).asHandled(RESOLVED);
        assertThat(result).isEqualTo(new StoredViolation(1, expected, of(1), Change.REVISED));
        assertThat(store().get(id(1))).contains(expected);
        assertThat(found(ViolationCriteria.ALL
                        .with()
                        .state(ViolationState.RESOLVED)
                        .build()))
                .containsExactly(expected);
        assertThat(found(ViolationCriteria.SHOWN)).containsExactly(of(2));
    }

    @Test
    public void handledTheSameAgain_isUnchanged() {
        store().write(List.of(of(1)));
        store().handle(id(1), RESOLVED);

        StoredViolation again = store().handle(
                        id(1), new Handling(RESOLVED.state(), "bob", RESOLVED.note(), TIME_ZERO.plusSeconds(60)));

        assertThat(again.change()).isEqualTo(Change.UNCHANGED);
        assertThat(again.violation()).isEqualTo(of(1).asHandled(RESOLVED));
    }

    @Test
    public void handling_staysThroughRevisionsAndRetraction() {
        store().write(List.of(of(1)));
        store().handle(id(1), RESOLVED);
        store().write(List.of(ViolationBuilder.of(of(1)).message("more").build()));
        assertThat(found(ViolationCriteria.ALL
                        .with()
                        .state(ViolationState.RESOLVED)
                        .build()))
                .extracting(Violation::revision)
                .containsExactly(3L);

        store().write(List.of(new Settlement(traceId(1), Set.of("r"), Set.of())));

        assertThat(store().get(id(1))).get().satisfies(violation -> {
            assertThat(violation.handling()).isEqualTo(RESOLVED);
            assertThat(violation.state()).isEqualTo(ViolationState.RETRACTED);
        });
    }

    @Test
    public void handling_ofWhatIsNotThereOrHoldsNoLonger_isRefused() {
        store().write(List.of(of(1), new Settlement(traceId(1), Set.of("r"), Set.of())));

        assertRefused(2, ErrorCode.NOT_FOUND);
        assertRefused(1, ErrorCode.FAILED_PRECONDITION);
    }

    private void assertRefused(long number, ErrorCode code) {
        assertThatThrownBy(() -> store().handle(id(number), RESOLVED))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    public void text_findsAllItsWordsInAnyOrderCaseAndPunctuation() {
        Violation wanted = ViolationBuilder.of(of(1))
                .message("Zahlung über 100-EUR, \"ÄRGER\" 检查")
                .span(null, "pay-service", "POST /orders/{id}")
                .build();
        store().write(List.of(wanted, of(2)));

        for (String text :
                List.of("ärger", "Ärger zahlung", "ORDERS 100 eur", "检查", "post pay", "\"über\"", "(EUR)*")) {
            assertThat(found(text)).as(text).containsExactly(wanted);
        }
        for (String text : List.of("zahl", "zahlung broke", "1", "检", "NOT zahlung")) {
            assertThat(found(text)).as(text).isEmpty();
        }
        assertThat(found(" -*- ")).hasSize(2);
    }

    @Test
    public void text_findsARevisionByWhatItSaysNow() {
        store().write(List.of(of(1)));
        store().write(List.of(ViolationBuilder.of(of(1)).message("timeout").build()));

        assertThat(found("broke")).isEmpty();
        assertThat(found("timeout")).hasSize(1);
        store().handle(id(1), RESOLVED);
        assertThat(found("timeout")).hasSize(1);
        assertThat(found(ViolationCriteria.SHOWN.with().text("timeout").build()))
                .isEmpty();
    }

    @Test
    public void statistics_withTooManyIntervals_areRefused() {
        store().write(List.of(
                of(1),
                ViolationBuilder.of(of(2))
                        .foundAt(TIME_ZERO.plusSeconds(ViolationStats.MAX_BUCKETS))
                        .build()));

        assertThatThrownBy(() -> store().stats(ViolationCriteria.ALL, Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
        assertThat(store().stats(ViolationCriteria.ALL, Duration.ofSeconds(2)).series())
                .hasSize(ViolationStats.MAX_BUCKETS / 2 + 1);
        assertThat(store().stats(ViolationCriteria.ALL, null).series()).isEmpty();
    }

    private List<Violation> found(String text) {
        return found(ViolationCriteria.ALL.with().text(text).build());
    }

    private List<Violation> found(ViolationCriteria filter) {
        return store().find(ViolationQuery.newest(filter, 100)).violations();
    }

    private static Violation of(long number) {
        return new ViolationBuilder(id(number)).trace(traceId(1)).build();
    }

    private static ViolationId id(long number) {
        return new ViolationId(String.format("%032x", number));
    }
}
