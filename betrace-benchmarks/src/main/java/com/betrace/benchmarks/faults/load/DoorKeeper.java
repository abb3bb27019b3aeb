package com.betrace.benchmarks.faults.load;

import com.betrace.benchmarks.faults.target.Endpoints;
import java.net.MalformedURLException;
import java.net.http.HttpClient;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One client's door to a service that comes and goes: connects anew where it has another address. For one thread. */
final class DoorKeeper implements AutoCloseable {

    private static final long POLL_MILLIS = 10;

    private final Supplier<@Nullable Endpoints> service;
    private final Function<Endpoints, Door> connect;
    private @Nullable Endpoints connected;
    private @Nullable Door door;

    /** @param service where the service listens; null while it does not run */
    private DoorKeeper(Supplier<@Nullable Endpoints> service, Function<Endpoints, Door> connect) {
        this.service = service;
        this.connect = connect;
    }

    static DoorKeeper grpc(Supplier<@Nullable Endpoints> service) {
        return new DoorKeeper(service, at -> new GrpcDoor(at.host(), at.otlpGrpc()));
    }

    static DoorKeeper http(Supplier<@Nullable Endpoints> service, HttpClient client) {
        return new DoorKeeper(service, at -> new HttpDoor(client, at.host(), at.otlpHttp()));
    }

    static DoorKeeper surging(Supplier<@Nullable Endpoints> service, Surge surge) {
        return new DoorKeeper(service, at -> surging(at, surge));
    }

    private static Door surging(Endpoints at, Surge surge) {
        try {
            return new SurgingDoor(HttpDoor.traces(at.host(), at.otlpHttp()).toURL(), surge);
        } catch (MalformedURLException e) {
            throw new IllegalStateException(at + " is no place of HTTP", e);
        }
    }

    /** Waits until the service runs. */
    Door door() throws InterruptedException {
        Endpoints now = service.get();
        while (now == null) {
            Thread.sleep(POLL_MILLIS);
            now = service.get();
        }
        Door open = door;
        if (open == null || !now.equals(connected)) {
            close();
            open = connect.apply(now);
            door = open;
            connected = now;
        }
        return open;
    }

    @Override
    public void close() {
        if (door != null) {
            door.close();
        }
    }
}
