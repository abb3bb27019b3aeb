package com.betrace.service.docs;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.util.JsonFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A documented {@code grpcurl} line, carried out as grpcurl does it: by server reflection and dynamic messages. */
record GrpcurlCommand(String json, String method) {

    private static final long LIMIT_SECONDS = 20;

    static GrpcurlCommand parse(List<String> words) {
        String json = "{}";
        for (int i = 1; i < words.size() - 1; i++) {
            if (words.get(i).equals("-d")) {
                json = words.get(i + 1);
            }
        }
        return new GrpcurlCommand(json, words.get(words.size() - 1));
    }

    /** Returns the answer as JSON; of a server stream the first message. */
    String run(Channel channel) throws Exception {
        MethodDescriptor descriptor = resolve(channel);
        DynamicMessage.Builder request = DynamicMessage.newBuilder(descriptor.getInputType());
        JsonFormat.parser().merge(json, request);
        Iterator<DynamicMessage> answers = ClientCalls.blockingServerStreamingCall(
                channel,
                grpcMethod(descriptor),
                CallOptions.DEFAULT.withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS),
                request.build());
        return JsonFormat.printer().print(answers.next());
    }

    private io.grpc.MethodDescriptor<DynamicMessage, DynamicMessage> grpcMethod(MethodDescriptor descriptor) {
        return io.grpc.MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
                .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
                .setFullMethodName(method)
                .setRequestMarshaller(marshaller(descriptor.getInputType()))
                .setResponseMarshaller(marshaller(descriptor.getOutputType()))
                .build();
    }

    private static io.grpc.MethodDescriptor.Marshaller<DynamicMessage> marshaller(Descriptor type) {
        return ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(type));
    }

    private MethodDescriptor resolve(Channel channel) throws Exception {
        String service = method.substring(0, method.indexOf('/'));
        Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
        fetch(
                channel,
                ServerReflectionRequest.newBuilder()
                        .setFileContainingSymbol(service)
                        .build(),
                files);
        FileDescriptorProto file = files.values().iterator().next();
        return link(channel, file, files, new LinkedHashMap<>())
                .findServiceByName(service.substring(service.lastIndexOf('.') + 1))
                .findMethodByName(method.substring(method.indexOf('/') + 1));
    }

    private static FileDescriptor link(
            Channel channel,
            FileDescriptorProto file,
            Map<String, FileDescriptorProto> files,
            Map<String, FileDescriptor> linked)
            throws Exception {
        List<FileDescriptor> dependencies = new ArrayList<>();
        for (String name : file.getDependencyList()) {
            if (!linked.containsKey(name)) {
                if (!files.containsKey(name)) {
                    fetch(
                            channel,
                            ServerReflectionRequest.newBuilder()
                                    .setFileByFilename(name)
                                    .build(),
                            files);
                }
                linked.put(name, link(channel, files.get(name), files, linked));
            }
            dependencies.add(linked.get(name));
        }
        return FileDescriptor.buildFrom(file, dependencies.toArray(new FileDescriptor[0]));
    }

    private static void fetch(Channel channel, ServerReflectionRequest request, Map<String, FileDescriptorProto> files)
            throws Exception {
        CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> call = ServerReflectionGrpc.newStub(channel)
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                        answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable t) {
                        answer.completeExceptionally(t);
                    }

                    @Override
                    public void onCompleted() {
                        answer.completeExceptionally(new IllegalStateException("reflection answered nothing"));
                    }
                });
        call.onNext(request);
        ServerReflectionResponse response = answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        call.onCompleted();
        for (var bytes : response.getFileDescriptorResponse().getFileDescriptorProtoList()) {
            FileDescriptorProto file = FileDescriptorProto.parseFrom(bytes, ExtensionRegistry.getEmptyRegistry());
            files.put(file.getName(), file);
        }
    }
}
