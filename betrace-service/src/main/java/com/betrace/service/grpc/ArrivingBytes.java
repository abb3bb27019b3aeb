package com.betrace.service.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Tells a call how many bytes of its message have come, while they come. Called on the connection's thread. */
final class ArrivingBytes extends ServerStreamTracer {

    /** Gives each call its own. */
    static final ServerStreamTracer.Factory FACTORY = new ServerStreamTracer.Factory() {
        @Override
        public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
            return new ArrivingBytes();
        }
    };

    private static final Context.Key<ArrivingBytes> OF_CALL = Context.key("betrace-arriving-bytes");

    private volatile @Nullable LongConsumer reader;

    private ArrivingBytes() {}

    /** Hears of the bytes of the call of this thread. Set before its first message is asked for. */
    static void listen(LongConsumer reader) {
        ArrivingBytes ofCall = OF_CALL.get();
        if (ofCall == null) {
            throw new IllegalStateException("the server was built without " + ArrivingBytes.class);
        }
        ofCall.reader = reader;
    }

    @Override
    public Context filterContext(Context context) {
        return context.withValue(OF_CALL, this);
    }

    @Override
    public void inboundWireSize(long bytes) {
        LongConsumer listening = reader;
        if (listening != null) {
            listening.accept(bytes);
        }
    }
}
