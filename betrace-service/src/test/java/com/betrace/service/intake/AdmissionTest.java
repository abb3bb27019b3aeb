package com.betrace.service.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.pipeline.MemoryBudget;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final MemoryBudget memory = new MemoryBudget(1_000);
    private final IntakeTotals totals = new IntakeTotals(IntakeMetrics.NONE, reason -> {});
    private final Admission admission = new Admission(memory, totals);

    @Test
    void request_belowTheSoftMark_holdsWhatItGrowsByUntilItIsClosed() {
        Reservation reservation = admission.open(5_000);
        assertThat(memory.used()).isZero();
        reservation.grow(300);
        reservation.grow(200);
        assertThat(memory.used()).isEqualTo(500);
        reservation.shrink(100);
        assertThat(memory.used()).isEqualTo(400);
        reservation.close();
        reservation.close();
        assertThat(memory.used()).isZero();
    }

    @Test
    void request_aboveTheSoftMark_isRefusedAndCountedWithWhatItAnnounced() {
        memory.add(750);

        assertThatThrownBy(() -> admission.open(5_000))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessage(
                        "no span of this request was taken in because the memory for spans is used up "
                                + "(750 bytes are used, requests being read among them; the soft mark is at 750 of 1000), try again");
        assertThat(totals.account().refused().get(Refusal.MEMORY)).isEqualTo(new IntakeAccount.Refused(1, 0, 5_000));
    }

    @Test
    void request_thatFindsNoRoomMidway_keepsWhatItHoldsUntilItIsClosed() {
        memory.add(100);
        Reservation reservation = admission.open(0);
        reservation.grow(600);

        assertThatThrownBy(() -> reservation.grow(100)).isInstanceOf(RequestException.class);

        assertThat(memory.used()).isEqualTo(700);
        assertThat(totals.account().refused().get(Refusal.MEMORY)).isEqualTo(new IntakeAccount.Refused(1, 0, 600));
        reservation.close();
        assertThat(memory.used()).isEqualTo(100);
    }

    @Test
    void request_alone_mayHaveMoreThanTheBudget() {
        Reservation reservation = admission.open(0);
        reservation.grow(700);
        reservation.grow(700);

        assertThat(memory.used()).isEqualTo(1_400);
        assertThatThrownBy(() -> admission.open(0)).isInstanceOf(RequestException.class);
        reservation.close();
        assertThat(memory.used()).isZero();
    }

    @Test
    void closedReservation_holdsNothingMore() {
        Reservation reservation = admission.open(0);
        reservation.close();
        reservation.grow(100);
        reservation.shrink(100);

        assertThat(memory.used()).isZero();
    }

    @Test
    void manyThreads_endWithNothingHeld() {
        List<Long> failures = IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(i -> {
                    try (Reservation reservation = admission.open(0)) {
                        reservation.grow(i % 400);
                        reservation.shrink(i % 7);
                        return 0L;
                    } catch (RequestException refused) {
                        return 1L;
                    }
                })
                .toList();

        assertThat(memory.used()).isZero();
        assertThat(totals.account().allRefused().requests())
                .isEqualTo(failures.stream().mapToLong(Long::longValue).sum());
    }
}
