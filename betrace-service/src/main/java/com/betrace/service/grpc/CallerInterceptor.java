package com.betrace.service.grpc;

import com.betrace.service.api.Actors;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Keeps who calls with the call. */
final class CallerInterceptor implements ServerInterceptor {

    private static final Metadata.Key<String> ACTOR = Metadata.Key.of(Actors.HEADER, Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<Caller> CALLER = Context.key("betrace-caller");

    /** @param claimed null where the caller does not name itself */
    private record Caller(@Nullable String claimed, String peer) {}

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        SocketAddress peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        Context context = Context.current().withValue(CALLER, new Caller(headers.get(ACTOR), host(peer)));
        return Contexts.interceptCall(context, call, headers, next);
    }

    private static String host(@Nullable SocketAddress peer) {
        return peer instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress().getHostAddress()
                : String.valueOf(peer);
    }

    /** Who makes the call of this thread. */
    static String actor() {
        Caller caller = CALLER.get();
        return caller == null ? Actors.of(null, "unknown") : Actors.of(caller.claimed(), caller.peer());
    }
}
