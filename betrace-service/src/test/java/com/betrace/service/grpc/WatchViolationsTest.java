package com.betrace.service.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.betrace.service.live.LiveFixtures;
import com.betrace.v1.ViolationServiceGrpc;
import com.betrace.v1.WatchViolationsRequest;
import com.betrace.v1.WatchViolationsResponse;
import com.betrace.v1.WatchViolationsResponse.EventCase;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchViolationsTest {

    private @Nullable RunningDoor door;

    @AfterEach
    void stop() throws Exception {
        door.close();
    }

    @Test
    void watch_open_startsWithAHeartbeatAndDeliversEachViolationOnce() throws Exception {
        door = new RunningDoor();
        Watcher watcher = watch(WatchViolationsRequest.getDefaultInstance());
        watcher.read(1_000);
        await().until(() -> watcher.count(EventCase.HEARTBEAT) == 1);

        door.live.publish(List.of(
                LiveFixtures.opened(1), LiveFixtures.revised(1), LiveFixtures.retracted(1), LiveFixtures.opened(2)));

        await().until(() -> watcher.received.size() == 5);
        assertThat(watcher.events())
                .containsExactly(
                        EventCase.HEARTBEAT,
                        EventCase.OPENED,
                        EventCase.REVISED,
                        EventCase.RETRACTED,
                        EventCase.OPENED);
        assertThat(watcher.received.get(3).getRetracted().getState()).isEqualTo("RETRACTED");
        assertThat(watcher.received.get(1).getResumeToken()).isNotEmpty();
        assertThat(watcher.received.get(1).getOpened().getRuleId()).isEqualTo("slow");
    }

    @Test
    void watch_filtered_deliversOnlyWhatMatches() throws Exception {
        door = new RunningDoor();
        Watcher other =
                watch(WatchViolationsRequest.newBuilder().setService("other").build());
        Watcher same = watch(WatchViolationsRequest.newBuilder()
                .setService("checkout")
                .setSeverity("high")
                .setRuleId("slow")
                .build());
        other.read(10);
        same.read(10);
        await().until(() -> other.received.size() == 1 && same.received.size() == 1);

        door.live.publish(List.of(LiveFixtures.opened(1)));

        await().until(() -> same.count(EventCase.OPENED) == 1);
        assertThat(other.count(EventCase.OPENED)).isZero();
    }

    @Test
    void watch_unknownSeverity_isRefused() throws Exception {
        door = new RunningDoor();

        Watcher watcher =
                watch(WatchViolationsRequest.newBuilder().setSeverity("WORST").build());

        await().until(() -> watcher.status != null);
        assertThat(watcher.status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(door.live.subscribers()).isZero();
    }

    @Test
    void watch_quiet_getsHeartbeats() throws Exception {
        door = new RunningDoor("\"watchHeartbeat\":\"20ms\"");
        Watcher watcher = watch(WatchViolationsRequest.getDefaultInstance());
        watcher.read(1_000);

        await().until(() -> watcher.count(EventCase.HEARTBEAT) >= 3);

        assertThat(watcher.received.get(0).getHeartbeat().getTime().getSeconds())
                .isPositive();
    }

    @Test
    void d6_subscriberThatStopsReading_getsAGapAndHoldsNoMore() throws Exception {
        door = new RunningDoor();
        Watcher slow = watch(WatchViolationsRequest.getDefaultInstance());
        slow.read(1);
        await().until(() -> slow.received.size() == 1);
        int published = 20_000;

        for (int from = 1; from <= published; from += 100) {
            door.live.publish(LiveFixtures.opened(from, from + 100));
        }
        slow.read(1_000_000);

        await().until(() -> slow.count(EventCase.GAP) > 0 && slow.lastOpened() == published);
        long missed = slow.received.stream()
                .filter(WatchViolationsResponse::hasGap)
                .mapToLong(response -> response.getGap().getMissed())
                .sum();
        assertThat(missed + slow.count(EventCase.OPENED)).isEqualTo(published);
        assertThat(slow.count(EventCase.OPENED))
                .as("what waited for the reader")
                .isLessThan(published / 4);
    }

    @Test
    void d6_subscriberThatNeverReads_isDisconnected() throws Exception {
        door = new RunningDoor("\"watchHeartbeat\":\"20ms\",\"watchPatience\":\"50ms\"");
        Watcher stuck = watch(WatchViolationsRequest.getDefaultInstance());
        stuck.read(1);
        await().until(() -> stuck.received.size() == 1);

        await().until(() -> {
            door.live.publish(LiveFixtures.opened(1, 100));
            return door.live.subscribers() == 0;
        });

        stuck.read(1_000_000);
        await().until(() -> stuck.status != null);
        assertThat(stuck.status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(stuck.status.getDescription()).contains("did not read");
    }

    @Test
    void watch_cancelled_releasesTheSubscription() throws Exception {
        door = new RunningDoor();
        Watcher watcher = watch(WatchViolationsRequest.getDefaultInstance());
        watcher.read(1);
        await().until(() -> door.live.subscribers() == 1);

        watcher.call.cancel("enough", null);

        await().until(() -> door.live.subscribers() == 0);
    }

    @Test
    void stop_endsTheStream() throws Exception {
        door = new RunningDoor();
        Watcher watcher = watch(WatchViolationsRequest.getDefaultInstance());
        watcher.read(10);
        await().until(() -> watcher.received.size() == 1);

        door.stop();

        await().until(() -> watcher.status != null);
        assertThat(watcher.status.getDescription()).isEqualTo("the service stops");
        assertThat(door.live.subscribers()).isZero();
    }

    private Watcher watch(WatchViolationsRequest request) {
        Watcher watcher = new Watcher(
                door.channel().newCall(ViolationServiceGrpc.getWatchViolationsMethod(), CallOptions.DEFAULT));
        watcher.call.start(watcher, new Metadata());
        watcher.call.sendMessage(request);
        watcher.call.halfClose();
        return watcher;
    }

    /** A client that reads exactly as much as it is told to. */
    private static final class Watcher extends ClientCall.Listener<WatchViolationsResponse> {

        private final ClientCall<WatchViolationsRequest, WatchViolationsResponse> call;
        private final List<WatchViolationsResponse> received = new CopyOnWriteArrayList<>();
        private volatile @Nullable Status status;

        Watcher(ClientCall<WatchViolationsRequest, WatchViolationsResponse> call) {
            this.call = call;
        }

        void read(int messages) {
            call.request(messages);
        }

        List<EventCase> events() {
            return received.stream().map(WatchViolationsResponse::getEventCase).toList();
        }

        long count(EventCase event) {
            return events().stream().filter(event::equals).count();
        }

        /** The number of the last violation, which is in its trace id. */
        long lastOpened() {
            return received.stream()
                    .filter(WatchViolationsResponse::hasOpened)
                    .mapToLong(response ->
                            Long.parseLong(response.getOpened().getTraceId().substring(16), 16))
                    .max()
                    .orElse(0);
        }

        @Override
        public void onMessage(WatchViolationsResponse message) {
            received.add(message);
        }

        @Override
        public void onClose(Status closed, Metadata trailers) {
            status = closed;
        }
    }
}
