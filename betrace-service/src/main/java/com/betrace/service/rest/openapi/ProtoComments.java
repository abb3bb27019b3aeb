package com.betrace.service.rest.openapi;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The comments of a {@code .proto} file, by the full name of what they stand above. */
final class ProtoComments {

    private static final Pattern FIELD_NAME = Pattern.compile("`[a-z]+(_[a-z]+)+`");

    private final Map<List<Integer>, String> byPath = new HashMap<>();
    private final Map<String, String> byName = new HashMap<>();

    private ProtoComments(FileDescriptorProto file) {
        for (Location location : file.getSourceCodeInfo().getLocationList()) {
            if (location.hasLeadingComments()) {
                byPath.put(location.getPathList(), text(location.getLeadingComments()));
            }
        }
    }

    static Map<String, String> of(FileDescriptorProto file) {
        ProtoComments comments = new ProtoComments(file);
        String scope = file.getPackage();
        for (int i = 0; i < file.getMessageTypeCount(); i++) {
            comments.message(scope, file.getMessageType(i), List.of(FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER, i));
        }
        for (int i = 0; i < file.getEnumTypeCount(); i++) {
            comments.enumeration(scope, file.getEnumType(i), List.of(FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER, i));
        }
        for (int i = 0; i < file.getServiceCount(); i++) {
            comments.service(scope, file.getService(i), List.of(FileDescriptorProto.SERVICE_FIELD_NUMBER, i));
        }
        return comments.byName;
    }

    private void message(String scope, DescriptorProto message, List<Integer> path) {
        String name = keep(scope, message.getName(), path);
        for (int i = 0; i < message.getFieldCount(); i++) {
            keep(name, message.getField(i).getName(), below(path, DescriptorProto.FIELD_FIELD_NUMBER, i));
        }
        for (int i = 0; i < message.getNestedTypeCount(); i++) {
            message(name, message.getNestedType(i), below(path, DescriptorProto.NESTED_TYPE_FIELD_NUMBER, i));
        }
        for (int i = 0; i < message.getEnumTypeCount(); i++) {
            enumeration(name, message.getEnumType(i), below(path, DescriptorProto.ENUM_TYPE_FIELD_NUMBER, i));
        }
    }

    private void enumeration(String scope, EnumDescriptorProto type, List<Integer> path) {
        String name = keep(scope, type.getName(), path);
        for (int i = 0; i < type.getValueCount(); i++) {
            keep(name, type.getValue(i).getName(), below(path, EnumDescriptorProto.VALUE_FIELD_NUMBER, i));
        }
    }

    private void service(String scope, ServiceDescriptorProto service, List<Integer> path) {
        String name = keep(scope, service.getName(), path);
        for (int i = 0; i < service.getMethodCount(); i++) {
            keep(name, service.getMethod(i).getName(), below(path, ServiceDescriptorProto.METHOD_FIELD_NUMBER, i));
        }
    }

    private String keep(String scope, String name, List<Integer> path) {
        String fullName = scope + "." + name;
        String comment = byPath.get(path);
        if (comment != null) {
            byName.put(fullName, comment);
        }
        return fullName;
    }

    private static List<Integer> below(List<Integer> path, int field, int index) {
        List<Integer> longer = new ArrayList<>(path);
        longer.add(field);
        longer.add(index);
        return List.copyOf(longer);
    }

    /** One paragraph, with field names as JSON spells them. */
    private static String text(String comment) {
        String oneLine = comment.strip().replaceAll("\\s*\\n\\s*", " ");
        return FIELD_NAME.matcher(oneLine).replaceAll(match -> camelCase(match.group()));
    }

    private static String camelCase(String name) {
        return Pattern.compile("_([a-z])")
                .matcher(name)
                .replaceAll(match -> match.group(1).toUpperCase(java.util.Locale.ROOT));
    }
}
