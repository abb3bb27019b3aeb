package com.betrace.service.rest.openapi;

import com.google.api.AnnotationsProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.ExtensionRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the {@code .proto} files say.
 *
 * @param rpcs those of the API, in the order of the files
 * @param comments those of the API, by full name of what they are about
 */
public record ApiDefinition(List<Rpc> rpcs, Map<String, String> comments) {

    public ApiDefinition {
        rpcs = List.copyOf(rpcs);
        comments = Map.copyOf(comments);
    }

    private static final String RESOURCE = "/betrace/v1/descriptors.binpb";
    private static final String API = "betrace.v1";
    private static final Map<String, String> COMMENTS_ON_OTHERS = Map.of(
            "google.rpc.Status", "What went wrong.",
            "google.rpc.Status.code", "The number of a google.rpc.Code, the same over gRPC.",
            "google.rpc.Status.message", "For people: the offending value and what was expected.",
            "google.rpc.Status.details", "For programs: a BadRequest, a RetryInfo, RuleIssues.");

    /** Reads the descriptor set that the build keeps beside the generated classes. */
    public static ApiDefinition read() {
        try (InputStream in = ApiDefinition.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + RESOURCE);
            }
            ExtensionRegistry routes = ExtensionRegistry.newInstance();
            AnnotationsProto.registerAllExtensions(routes);
            return of(FileDescriptorSet.parseFrom(in, routes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(RESOURCE + " is not valid", e);
        }
    }

    /** The rpc of this name; names are unique over all services. */
    public Rpc rpc(String name) {
        return rpcs.stream()
                .filter(rpc -> rpc.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rpc is named '" + name + "'"));
    }

    private static ApiDefinition of(FileDescriptorSet set) throws DescriptorValidationException {
        Map<String, FileDescriptor> files = new HashMap<>();
        Map<String, String> comments = new HashMap<>(COMMENTS_ON_OTHERS);
        List<Rpc> rpcs = new ArrayList<>();
        for (FileDescriptorProto proto : set.getFileList()) {
            FileDescriptor[] dependencies =
                    proto.getDependencyList().stream().map(files::get).toArray(FileDescriptor[]::new);
            FileDescriptor file = FileDescriptor.buildFrom(proto, dependencies);
            files.put(file.getName(), file);
            if (file.getPackage().equals(API)) {
                comments.putAll(ProtoComments.of(proto));
                file.getServices().forEach(service -> service.getMethods().forEach(rpc -> rpcs.add(Rpc.of(rpc))));
            }
        }
        return new ApiDefinition(rpcs, comments);
    }
}
