package com.betrace.service.rest.openapi;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.util.List;

/**
 * An rpc and its route.
 *
 * @param verb in upper case
 * @param path a template such as {@code /api/rules/{id}}
 */
public record Rpc(MethodDescriptor method, String verb, String path, boolean hasBody) {

    static Rpc of(MethodDescriptor method) {
        HttpRule route = method.getOptions().getExtension(AnnotationsProto.http);
        String path = switch (route.getPatternCase()) {
            case GET -> route.getGet();
            case POST -> route.getPost();
            case PUT -> route.getPut();
            case DELETE -> route.getDelete();
            default -> throw new IllegalArgumentException(method.getFullName() + " has no route");
        };
        return new Rpc(
                method, route.getPatternCase().name(), path, !route.getBody().isEmpty());
    }

    public String name() {
        return method.getName();
    }

    public List<FieldDescriptor> pathFields() {
        return method.getInputType().getFields().stream().filter(this::isInPath).toList();
    }

    /** What is in neither the path nor the body. */
    public List<FieldDescriptor> queryFields() {
        return hasBody
                ? List.of()
                : method.getInputType().getFields().stream()
                        .filter(field -> !isInPath(field))
                        .toList();
    }

    private boolean isInPath(FieldDescriptor field) {
        return path.contains("{" + field.getName() + "}");
    }
}
