package com.betrace.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedStatusTest {

    private static Status status(int violations) {
        BadRequest.Builder details = BadRequest.newBuilder();
        IntStream.range(0, violations)
                .forEach(i -> details.addFieldViolationsBuilder()
                        .setField("tests[" + i + "]")
                        .setDescription("expected VIOLATED, but it is SATISFIED"));
        return Status.newBuilder()
                .setCode(9)
                .setMessage("x".repeat(violations * 50))
                .addDetails(Any.pack(details.build()))
                .build();
    }

    @Test
    void smallStatus_staysAsItIs() {
        assertThat(BoundedStatus.of(status(3))).isEqualTo(status(3));
    }

    @Test
    void largeStatus_fitsIntoTheTrailersAndSaysHowManyAreLeftOut() throws Exception {
        Status bounded = BoundedStatus.of(status(100));

        assertThat(bounded.getCode()).isEqualTo(9);
        assertThat(bounded.getSerializedSize()).isLessThan(4_000);
        BadRequest details = bounded.getDetails(0).unpack(BadRequest.class);
        int shown = details.getFieldViolationsCount() - 1;
        assertThat(shown).isPositive();
        assertThat(details.getFieldViolations(shown).getDescription()).isEqualTo("and " + (100 - shown) + " more");
    }
}
