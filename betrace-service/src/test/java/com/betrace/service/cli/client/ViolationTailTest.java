package com.betrace.service.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.api.ErrorStatus;
import com.betrace.service.cli.CommandRun;
import com.betrace.service.cli.ExitCode;
import com.betrace.v1.Violation;
import com.betrace.v1.ViolationServiceGrpc.ViolationServiceImplBase;
import com.betrace.v1.WatchGap;
import com.betrace.v1.WatchHeartbeat;
import com.betrace.v1.WatchViolationsRequest;
import com.betrace.v1.WatchViolationsResponse;
import com.google.rpc.Code;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViolationTailTest {

    /** Loses its first connection after one violation. */
    private static final class Unsteady extends ViolationServiceImplBase {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public void watchViolations(WatchViolationsRequest request, StreamObserver<WatchViolationsResponse> responses) {
            if (request.getRuleId().equals("away")) {
                responses.onError(StatusProto.toStatusRuntimeException(
                        ErrorStatus.of(Code.UNAVAILABLE, "the database does not answer")));
                return;
            }
            if (request.getSeverity().equals("WRONG")) {
                responses.onError(Status.INVALID_ARGUMENT
                        .withDescription("severity: 'WRONG' is not a severity")
                        .asRuntimeException());
                return;
            }
            int call = calls.incrementAndGet();
            responses.onNext(WatchViolationsResponse.newBuilder()
                    .setHeartbeat(WatchHeartbeat.getDefaultInstance())
                    .build());
            if (call > 1) {
                responses.onNext(WatchViolationsResponse.newBuilder()
                        .setGap(WatchGap.newBuilder().setMissed(7))
                        .build());
            }
            responses.onNext(WatchViolationsResponse.newBuilder()
                    .setOpened(Violation.newBuilder()
                            .setRuleName("Rule of call " + call)
                            .setSeverity("LOW"))
                    .build());
            responses.onNext(WatchViolationsResponse.newBuilder()
                    .setRetracted(Violation.newBuilder()
                            .setRuleName("Rule of call " + call)
                            .setSeverity("LOW")
                            .setState("RETRACTED")
                            .setLate(true))
                    .build());
            responses.onError(Status.UNAVAILABLE.asRuntimeException());
        }
    }

    private final Unsteady service = new Unsteady();
    private Server server;

    @BeforeEach
    void start() throws IOException {
        server = NettyServerBuilder.forPort(0).addService(service).build().start();
    }

    @AfterEach
    void stop() {
        server.shutdownNow();
    }

    private CommandRun tail(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "violations";
        all[1] = "tail";
        System.arraycopy(words, 0, all, 2, words.length);
        return CommandRun.of(Map.of("BETRACE_SERVER", "localhost:" + server.getPort()), all);
    }

    @Test
    void lostConnection_isMadeAgain() {
        CommandRun run = tail("--limit", "3");

        assertThat(run.exit()).isEqualTo(ExitCode.FINE);
        assertThat(run.out()).contains("Rule of call 1", "Rule of call 2");
        assertThat(run.err()).contains("the connection is lost, trying again").contains("7 events were missed");
    }

    @Test
    void retraction_isSaidToBeOne() {
        assertThat(tail("--limit", "2").out().lines())
                .contains("  retracted:", "  ● LOW       Rule of call 1 (retracted) (found late)");
    }

    @Test
    void json_isADocumentALine() {
        assertThat(tail("--limit", "1", "--json").out().lines())
                .singleElement()
                .asString()
                .startsWith("{\"opened\":{");
    }

    @Test
    void serviceThatCannot_isNotSaidToBeDown() {
        CommandRun run = tail("--rule", "away");

        assertThat(run.exit()).isEqualTo(ExitCode.SERVICE);
        assertThat(run.err()).contains("cannot do this now: the database does not answer");
    }

    @Test
    void refusal_endsIt() {
        CommandRun run = tail("--severity", "WRONG");

        assertThat(run.exit()).isEqualTo(ExitCode.SERVICE);
        assertThat(run.err())
                .isEqualTo("betrace violations tail: the service refused (INVALID_ARGUMENT): severity: 'WRONG' is not a"
                        + " severity\n");
        assertThat(service.calls).hasValue(0);
    }
}
