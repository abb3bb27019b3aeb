package com.betrace.service.api;

import com.betrace.service.live.LiveEvent;
import com.betrace.service.live.LiveViolations;
import com.betrace.service.live.Subscription;
import com.betrace.service.live.ViolationFilter;
import com.betrace.v1.WatchGap;
import com.betrace.v1.WatchHeartbeat;
import com.betrace.v1.WatchViolationsRequest;
import com.betrace.v1.WatchViolationsResponse;
import java.time.Instant;
import java.util.function.Consumer;

/** The streaming rpc of the ViolationService: subscribes, and turns live events into messages. Sending is the doors'. */
public final class WatchApi {

    private final LiveViolations live;

    public WatchApi(LiveViolations live) {
        this.live = live;
    }

    /** Subscribes as {@link LiveViolations#subscribe}; a filter that cannot match is refused. */
    public Subscription watchViolations(WatchViolationsRequest request, Consumer<Subscription> onReady) {
        ViolationFilter filter = new ViolationFilter(
                Fields.text(request.getRuleId()),
                Fields.severity(request.getSeverity()),
                Fields.text(request.getService()));
        return live.subscribe(filter, onReady);
    }

    public static WatchViolationsResponse toMessage(LiveEvent event) {
        WatchViolationsResponse.Builder message =
                WatchViolationsResponse.newBuilder().setResumeToken(event.resumeToken());
        if (event instanceof LiveEvent.Opened opened) {
            message.setOpened(ViolationMapping.toMessage(opened.violation()));
        } else if (event instanceof LiveEvent.Revised revised) {
            message.setRevised(ViolationMapping.toMessage(revised.violation()));
        } else if (event instanceof LiveEvent.Retracted retracted) {
            message.setRetracted(ViolationMapping.toMessage(retracted.violation()));
        } else if (event instanceof LiveEvent.Gap gap) {
            message.setGap(WatchGap.newBuilder().setMissed(gap.missed()));
        }
        return message.build();
    }

    /** What a door sends when there was nothing else for a while; it has no position of its own. */
    public static WatchViolationsResponse heartbeat(Instant now) {
        return WatchViolationsResponse.newBuilder()
                .setHeartbeat(WatchHeartbeat.newBuilder().setTime(Timestamps.toMessage(now)))
                .build();
    }
}
