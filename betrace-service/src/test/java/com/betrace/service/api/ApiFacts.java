package com.betrace.service.api;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What clients rely on, as one line for each field, enum constant and rpc. */
final class ApiFacts {

    private final Map<String, String> facts = new TreeMap<>();

    private ApiFacts() {}

    static Map<String, String> of(FileDescriptorSet files) {
        ApiFacts facts = new ApiFacts();
        files.getFileList().forEach(facts::addFile);
        return facts.facts;
    }

    /** Facts of the old that are gone or different in the new. */
    static List<String> broken(FileDescriptorSet before, FileDescriptorSet after) {
        Map<String, String> now = of(after);
        return of(before).entrySet().stream()
                .filter(fact -> !fact.getValue().equals(now.get(fact.getKey())))
                .map(fact ->
                        fact.getKey() + ": was " + fact.getValue() + ", is " + now.getOrDefault(fact.getKey(), "gone"))
                .toList();
    }

    private void addFile(FileDescriptorProto file) {
        file.getMessageTypeList().forEach(message -> addMessage(file.getPackage(), message));
        file.getEnumTypeList().forEach(constants -> addEnum(file.getPackage(), constants));
        file.getServiceList()
                .forEach(service -> service.getMethodList()
                        .forEach(method -> addRpc(file.getPackage() + "." + service.getName(), method)));
    }

    private void addMessage(String scope, DescriptorProto message) {
        String name = scope + "." + message.getName();
        for (FieldDescriptorProto field : message.getFieldList()) {
            facts.put("field " + name + " = " + field.getNumber(), describe(message, field));
        }
        message.getNestedTypeList().forEach(nested -> addMessage(name, nested));
        message.getEnumTypeList().forEach(constants -> addEnum(name, constants));
    }

    private static String describe(DescriptorProto message, FieldDescriptorProto field) {
        String type = field.hasTypeName() ? field.getTypeName() : constant(field.getType(), "TYPE_");
        String described = field.getName() + " " + type + " " + constant(field.getLabel(), "LABEL_");
        return field.hasOneofIndex()
                ? described + " in "
                        + message.getOneofDecl(field.getOneofIndex()).getName()
                : described;
    }

    private void addEnum(String scope, EnumDescriptorProto constants) {
        constants
                .getValueList()
                .forEach(value -> facts.put(
                        "constant " + scope + "." + constants.getName() + "." + value.getName(),
                        Integer.toString(value.getNumber())));
    }

    private void addRpc(String service, MethodDescriptorProto method) {
        String streams = (method.getClientStreaming() ? " client-streaming" : "")
                + (method.getServerStreaming() ? " server-streaming" : "");
        facts.put(
                "rpc " + service + "." + method.getName(),
                method.getInputType() + " -> " + method.getOutputType() + streams + ", "
                        + route(method.getOptions().getExtension(AnnotationsProto.http)));
    }

    private static String route(HttpRule rule) {
        String path = switch (rule.getPatternCase()) {
            case GET -> rule.getGet();
            case PUT -> rule.getPut();
            case POST -> rule.getPost();
            case DELETE -> rule.getDelete();
            case PATCH -> rule.getPatch();
            default -> "";
        };
        return rule.getPatternCase() + " " + path + " body '" + rule.getBody() + "'";
    }

    private static String constant(Enum<?> value, String prefix) {
        return value.name().substring(prefix.length()).toLowerCase(Locale.ROOT);
    }
}
