package com.betrace.service.json;

import com.google.protobuf.Message;
import java.io.StringWriter;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;

/**
 * Writes messages as YAML for people: fields in the order of their declaration, those that are not set left out, texts of
 * several lines as blocks, durations such as {@code 5ms}. {@link ProtoYamlReader} reads it back.
 */
public final class ProtoYamlWriter {

    private static final int WIDTH = 110;
    private static final int INDENT = 2;

    private ProtoYamlWriter() {}

    public static String write(Message message) {
        DumperOptions options = new DumperOptions();
        options.setWidth(WIDTH);
        options.setIndent(INDENT);
        options.setIndicatorIndent(INDENT);
        options.setIndentWithIndicator(true);
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setAllowUnicode(true);
        StringWriter text = new StringWriter();
        new Yaml(options).serialize(YamlNodes.of(message), text);
        return text.toString();
    }
}
