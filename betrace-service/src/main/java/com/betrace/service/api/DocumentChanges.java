package com.betrace.service.api;

import com.betrace.v1.FieldChange;
import com.betrace.v1.RuleDocument;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.util.ArrayList;
import java.util.List;

/** What differs between two documents of a rule, field by field. */
final class DocumentChanges {

    private static final JsonFormat.Printer JSON = JsonFormat.printer().omittingInsignificantWhitespace();

    private DocumentChanges() {}

    static List<FieldChange> between(RuleDocument before, RuleDocument after) {
        List<FieldChange> changes = new ArrayList<>();
        for (FieldDescriptor field : RuleDocument.getDescriptor().getFields()) {
            String was = text(before, field);
            String is = text(after, field);
            if (!was.equals(is)) {
                changes.add(FieldChange.newBuilder()
                        .setField(field.getJsonName())
                        .setBefore(was)
                        .setAfter(is)
                        .build());
            }
        }
        return changes;
    }

    private static String text(RuleDocument document, FieldDescriptor field) {
        Object value = document.getField(field);
        if (value instanceof String text) {
            return text;
        }
        boolean set = field.isRepeated() ? document.getRepeatedFieldCount(field) > 0 : document.hasField(field);
        return set ? json(document, field, value) : "";
    }

    /** The field as it stands in the JSON of a document that has nothing else. */
    private static String json(RuleDocument document, FieldDescriptor field, Object value) {
        RuleDocument alone = document.newBuilderForType().setField(field, value).build();
        try {
            String object = JSON.print(alone);
            return object.substring(object.indexOf(':') + 1, object.length() - 1);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a document that was read can be printed", e);
        }
    }
}
