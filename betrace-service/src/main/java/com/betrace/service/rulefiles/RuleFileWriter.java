package com.betrace.service.rulefiles;

import com.betrace.service.json.ProtoYamlWriter;
import com.betrace.v1.RuleFile;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.UncheckedIOException;

/** Writes rule files as people would; {@link RuleFileReader} reads an equal message back. */
public final class RuleFileWriter {

    private static final JsonFormat.Printer JSON = JsonFormat.printer();

    private RuleFileWriter() {}

    /** What is not set is left out. */
    public static String write(RuleFileFormat format, RuleFile file) {
        return switch (format) {
            case YAML -> ProtoYamlWriter.write(file);
            case JSON -> json(file);
        };
    }

    private static String json(RuleFile file) {
        try {
            return JSON.print(file) + "\n";
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException("no JSON for a rule file", e);
        }
    }
}
