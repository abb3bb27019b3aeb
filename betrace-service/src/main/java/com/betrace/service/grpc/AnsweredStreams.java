package com.betrace.service.grpc;

import io.grpc.netty.shaded.io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiator.ProtocolNegotiator;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiators;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Error;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Stream;
import io.grpc.netty.shaded.io.netty.util.AsciiString;

/**
 * Ends the stream of a call that is answered before its message has come, as RFC 9113, 8.1 has it. gRPC leaves it open: what
 * comes is thrown away without room being made for more, so that the client, which has handed its message to the connection,
 * never gets to the end of it. After as many such calls as a connection may have, its next one would wait forever.
 */
final class AnsweredStreams implements ProtocolNegotiator {

    private final ProtocolNegotiator plaintext = InternalProtocolNegotiators.serverPlaintext();

    @Override
    public AsciiString scheme() {
        return plaintext.scheme();
    }

    @Override
    public ChannelHandler newHandler(GrpcHttp2ConnectionHandler http2) {
        return new Start(http2, plaintext.newHandler(http2));
    }

    @Override
    public void close() {
        plaintext.close();
    }

    /** Watches a connection from its beginning; on its thread. */
    private static final class Start extends ChannelHandlerAdapter {

        private final GrpcHttp2ConnectionHandler http2;
        private final ChannelHandler next;

        Start(GrpcHttp2ConnectionHandler http2, ChannelHandler next) {
            this.http2 = http2;
            this.next = next;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext connection) {
            http2.connection().addListener(new Http2ConnectionAdapter() {
                @Override
                public void onStreamHalfClosed(Http2Stream stream) {
                    connection.executor().execute(() -> endWhereAnswered(connection, stream));
                }
            });
            connection.pipeline().addAfter(connection.name(), null, next);
        }

        private void endWhereAnswered(ChannelHandlerContext connection, Http2Stream stream) {
            ChannelHandlerContext open = connection.pipeline().context(http2);
            if (open != null && stream.state() == Http2Stream.State.HALF_CLOSED_LOCAL) {
                http2.resetStream(open, stream.id(), Http2Error.NO_ERROR.code(), open.newPromise());
                open.flush();
            }
        }
    }
}
