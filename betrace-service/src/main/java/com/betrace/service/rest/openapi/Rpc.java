package com.betrace.service.rest.openapi;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.util.List;

/**
 * An rpc and its route.
 *
 * @param verb in upper case
 * @param path a template such as {@code /api/rules/{id}}
 * @param body the field that is the body, {@code *} where the body is the whole request, empty where there is none
 */
public record Rpc(MethodDescriptor method, String verb, String path, String body) {

    private static final String WHOLE = "*";

    static Rpc of(MethodDescriptor method) {
        HttpRule route = method.getOptions().getExtension(AnnotationsProto.http);
        String path = switch (route.getPatternCase()) {
            case GET -> route.getGet();
            case POST -> route.getPost();
            case PUT -> route.getPut();
            case DELETE -> route.getDelete();
            default -> throw new IllegalArgumentException(method.getFullName() + " has no route");
        };
        return new Rpc(method, route.getPatternCase().name(), path, route.getBody());
    }

    public String name() {
        return method.getName();
    }

    public boolean hasBody() {
        return !body.isEmpty();
    }

    /** The message that is the body; only where there is one. */
    public Descriptor bodyType() {
        return body.equals(WHOLE)
                ? method.getInputType()
                : method.getInputType().findFieldByName(body).getMessageType();
    }

    public List<FieldDescriptor> pathFields() {
        return method.getInputType().getFields().stream().filter(this::isInPath).toList();
    }

    /** What is in neither the path nor the body. */
    public List<FieldDescriptor> queryFields() {
        return body.equals(WHOLE)
                ? List.of()
                : method.getInputType().getFields().stream()
                        .filter(field -> !isInPath(field) && !field.getName().equals(body))
                        .toList();
    }

    private boolean isInPath(FieldDescriptor field) {
        return path.contains("{" + field.getName() + "}");
    }
}
