package com.betrace.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.v1.WatchViolationsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchStreamTest {

    private final Client client = new Client();
    private final WatchStream stream = new WatchStream(client, Duration.ofSeconds(30), ended -> {});

    @Test
    void beats_ofAQuietStream_areHeartbeatsEveryOtherTime() {
        List<Integer> sent = new ArrayList<>();
        for (int beat = 0; beat < 5; beat++) {
            stream.beat();
            sent.add(client.received.size());
        }

        assertThat(sent).containsExactly(1, 1, 2, 2, 3);
    }

    @Test
    void beat_ofAClientThatDoesNotRead_sendsNothing() {
        client.ready = false;

        stream.beat();

        assertThat(client.received).isEmpty();
    }

    /** Records what it is sent. */
    private static final class Client extends ServerCallStreamObserver<WatchViolationsResponse> {

        private final List<WatchViolationsResponse> received = new ArrayList<>();
        private boolean ready = true;

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void onNext(WatchViolationsResponse message) {
            received.add(message);
        }

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onCompleted() {}

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void setOnCancelHandler(Runnable handler) {}

        @Override
        public void setOnReadyHandler(Runnable handler) {}

        @Override
        public void setCompression(String compression) {}

        @Override
        public void setMessageCompression(boolean enable) {}

        @Override
        public void disableAutoInboundFlowControl() {}

        @Override
        public void request(int count) {}
    }
}
