package com.betrace.service.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Encodes messages of a type as no well-behaved sender would: fields in any order and any number, singular ones too, unknown ones,
 * some of another wire type than they have, texts of any script and some that are none.
 */
final class RandomWire {

    private static final int MAX_DEPTH = 12;
    private static final List<String> TEXTS =
            List.of("", "a", "k", "key", "http.route", "Grüße", "😀😀", "漢字かな交じり文", "x".repeat(70), "service.name");

    private final Random random;

    /** At each depth values are scalars, lists or maps. */
    private final List<List<FieldDescriptor>> kindsOfValue;

    RandomWire(Random random) {
        this.random = random;
        this.kindsOfValue =
                Stream.generate(this::someKindsOfValue).limit(3 * MAX_DEPTH).toList();
    }

    /**
     * protobuf-java takes up the list that was there before a scalar when another list follows, against the specification: so lists
     * and scalars never take turns.
     */
    private List<FieldDescriptor> someKindsOfValue() {
        return switch (random.nextInt(4)) {
            case 0 -> List.of(AnyValue.getDescriptor().findFieldByNumber(AnyValue.ARRAY_VALUE_FIELD_NUMBER));
            case 1 -> List.of(AnyValue.getDescriptor().findFieldByNumber(AnyValue.KVLIST_VALUE_FIELD_NUMBER));
            default ->
                AnyValue.getDescriptor().getFields().stream()
                        .filter(field -> field.getJavaType() != JavaType.MESSAGE)
                        .toList();
        };
    }

    private List<FieldDescriptor> kindsOfValue(int depth) {
        return kindsOfValue.get(Math.min(depth, kindsOfValue.size() - 1));
    }

    ByteString message(Descriptor type) {
        return message(type, 0);
    }

    private ByteString message(Descriptor type, int depth) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            for (int i = random.nextInt(depth > MAX_DEPTH ? 2 : 7); i > 0; i--) {
                field(type, depth, out);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }

    private void field(Descriptor type, int depth, CodedOutputStream out) throws IOException {
        List<FieldDescriptor> fields = type.equals(AnyValue.getDescriptor()) ? kindsOfValue(depth) : type.getFields();
        FieldDescriptor field = fields.get(random.nextInt(fields.size()));
        if (random.nextInt(40) == 0) {
            odd(random.nextBoolean() ? field.getNumber() : 100 + random.nextInt(5), out);
            return;
        }
        if (field.getJavaType() == JavaType.MESSAGE) {
            out.writeBytes(field.getNumber(), message(field.getMessageType(), depth + 1));
            return;
        }
        switch (field.getType()) {
            case STRING -> out.writeBytes(field.getNumber(), text());
            case BYTES -> out.writeBytes(field.getNumber(), id());
            case BOOL -> out.writeBool(field.getNumber(), random.nextBoolean());
            case DOUBLE -> out.writeDouble(field.getNumber(), random.nextInt(5) / 2.0);
            case FIXED64 -> out.writeFixed64(field.getNumber(), random.nextInt(20) == 0 ? -1 : random.nextInt(9));
            case FIXED32 -> out.writeFixed32(field.getNumber(), random.nextInt());
            default -> out.writeInt64(field.getNumber(), random.nextInt(9) - 1L);
        }
    }

    /** A field that the type does not have so. */
    private void odd(int number, CodedOutputStream out) throws IOException {
        switch (random.nextInt(5)) {
            case 0 -> out.writeInt64(number, random.nextLong());
            case 1 -> out.writeFixed64(number, random.nextLong());
            case 2 -> out.writeFixed32(number, random.nextInt());
            case 3 -> out.writeBytes(number, text());
            default -> {
                out.writeTag(number, WireFormat.WIRETYPE_START_GROUP);
                out.writeInt64(1, random.nextLong());
                out.writeTag(random.nextInt(4) == 0 ? number + 1 : number, WireFormat.WIRETYPE_END_GROUP);
            }
        }
    }

    private ByteString text() {
        boolean malformed = random.nextInt(200) == 0;
        return malformed
                ? ByteString.copyFrom(new byte[] {'a', (byte) 0xc3})
                : ByteString.copyFromUtf8(TEXTS.get(random.nextInt(TEXTS.size())));
    }

    /** Most are as long as an id of a span or of a trace. */
    private ByteString id() {
        byte[] id = new byte[random.nextInt(10) == 0 ? random.nextInt(40) : 8 << random.nextInt(2)];
        if (random.nextInt(10) > 0) {
            random.nextBytes(id);
        }
        return ByteString.copyFrom(id);
    }
}
