package com.betrace.service.doors;

import com.betrace.v1.IngestSpansResponse;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.CallOptions;
import io.grpc.Codec;
import io.grpc.CompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Sends bytes to any door and reads what it answers, whatever the encoding. */
final class Sender {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Sender() {}

    /**
     * @param encoding {@code identity}, {@code gzip}, or one that nobody knows, in which the body stays as it is
     * @param mediaType over HTTP; null for the door's
     */
    static Answer send(AllDoors doors, Door door, ByteString body, String encoding, @Nullable String mediaType)
            throws Exception {
        return door.isGrpc()
                ? overGrpc(door.port.applyAsInt(doors), door, body, encoding)
                : overHttp(door.port.applyAsInt(doors), door, body, encoding, mediaType);
    }

    private static Answer overGrpc(int port, Door door, ByteString body, String encoding) throws Exception {
        CompressorRegistry registry = CompressorRegistry.newEmptyInstance();
        registry.register(new Codec.Gzip());
        registry.register(new Unknown());
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .compressorRegistry(registry)
                .build();
        try {
            CallOptions options =
                    encoding.equals("identity") ? CallOptions.DEFAULT : CallOptions.DEFAULT.withCompression(encoding);
            ByteString answer = ClientCalls.blockingUnaryCall(
                    channel, door.rpc.toBuilder(BYTES, BYTES).build(), options, body);
            return taken(null, partial(door, answer, false));
        } catch (StatusRuntimeException e) {
            return refused(null, StatusProto.fromThrowable(e));
        } finally {
            channel.shutdownNow();
        }
    }

    private static Answer overHttp(int port, Door door, ByteString body, String encoding, @Nullable String mediaType)
            throws Exception {
        String type = door.format.isJson() ? "application/json" : "application/x-protobuf";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + door.path))
                .header("Content-Type", mediaType == null ? type : mediaType)
                .header("Accept", type)
                .POST(BodyPublishers.ofByteArray(encoding.equals("gzip") ? gzip(body) : body.toByteArray()));
        if (!encoding.equals("identity")) {
            request.header("Content-Encoding", encoding);
        }
        HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
        String answered = response.headers().firstValue("Content-Type").orElse("");
        boolean json = answered.toLowerCase(Locale.ROOT).startsWith("application/json");
        if (mediaType == null && !answered.startsWith(type)) {
            throw new AssertionError("asked in " + type + ", answered in " + answered);
        }
        ByteString content = ByteString.copyFrom(response.body());
        if (response.statusCode() == 200) {
            return taken(200, partial(door, content, json));
        }
        Answer refused = refused(
                response.statusCode(), parse(content, json, Status.newBuilder()).build());
        String header = response.headers().firstValue("Retry-After").orElse(null);
        if (!String.valueOf(refused.retryAfter()).equals(String.valueOf(header))) {
            throw new AssertionError("Retry-After is " + header + ", the details say " + refused.retryAfter());
        }
        return refused;
    }

    private static Answer taken(@Nullable Integer http, long partial) {
        return new Answer(Code.OK, http, null, false, "", partial);
    }

    private static Answer refused(@Nullable Integer http, Status status) throws IOException {
        Long retryAfter = null;
        boolean badRequest = false;
        for (var detail : status.getDetailsList()) {
            badRequest |= detail.is(BadRequest.class);
            if (detail.is(RetryInfo.class)) {
                retryAfter = detail.unpack(RetryInfo.class).getRetryDelay().getSeconds();
            }
        }
        return new Answer(Code.forNumber(status.getCode()), http, retryAfter, badRequest, status.getMessage(), -1);
    }

    private static long partial(Door door, ByteString body, boolean json) throws IOException {
        if (door.format.isOtlp()) {
            ExportTraceServiceResponse answer =
                    parse(body, json, ExportTraceServiceResponse.newBuilder()).build();
            return answer.hasPartialSuccess() ? answer.getPartialSuccess().getRejectedSpans() : -1;
        }
        long rejected = parse(body, json, IngestSpansResponse.newBuilder()).getRejected();
        return rejected == 0 ? -1 : rejected;
    }

    private static <B extends Message.Builder> B parse(ByteString body, boolean json, B into) throws IOException {
        if (json) {
            TypeRegistry details = com.betrace.service.api.ErrorStatus.DETAIL_TYPES;
            JsonFormat.parser().usingTypeRegistry(details).merge(body.toStringUtf8(), into);
        } else {
            into.mergeFrom(body);
        }
        return into;
    }

    private static byte[] gzip(ByteString body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            body.writeTo(out);
        }
        return bytes.toByteArray();
    }

    private static final MethodDescriptor.Marshaller<ByteString> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(ByteString value) {
            return value.newInput();
        }

        @Override
        public ByteString parse(InputStream stream) {
            try {
                return ByteString.readFrom(stream);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    /** Changes nothing but the name. */
    private static final class Unknown implements io.grpc.Compressor {

        @Override
        public String getMessageEncoding() {
            return "zstd";
        }

        @Override
        public OutputStream compress(OutputStream out) {
            return out;
        }
    }
}
