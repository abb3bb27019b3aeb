package com.betrace.service.json;

import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Lists and mappings of YAML: on one line where they are short and flat, else one element a line. */
final class YamlCollections {

    private static final int LONGEST_LINE = 80;

    private YamlCollections() {}

    static Node sequence(List<Node> elements) {
        return isShort(elements)
                ? new SequenceNode(
                        Tag.SEQ, elements.stream().map(YamlScalars::inFlow).toList(), FlowStyle.FLOW)
                : new SequenceNode(Tag.SEQ, elements, FlowStyle.BLOCK);
    }

    static Node mapping(Map<String, Node> entries) {
        return mapping(entries.entrySet().stream()
                .map(entry -> new NodeTuple(YamlScalars.text(entry.getKey()), entry.getValue()))
                .toList());
    }

    static Node mapping(List<NodeTuple> entries) {
        List<Node> values = entries.stream().map(NodeTuple::getValueNode).toList();
        int keys = entries.stream()
                .map(entry -> (ScalarNode) entry.getKeyNode())
                .mapToInt(key -> key.getValue().length() + 2)
                .sum();
        boolean isOneLine = isShort(values)
                && length(values) + keys <= LONGEST_LINE
                && values.stream().allMatch(value -> YamlScalars.inFlow(value) == value);
        return isOneLine
                ? new MappingNode(
                        Tag.MAP, entries.stream().map(YamlCollections::inFlow).toList(), FlowStyle.FLOW)
                : new MappingNode(Tag.MAP, entries, FlowStyle.BLOCK);
    }

    private static NodeTuple inFlow(NodeTuple entry) {
        return new NodeTuple(YamlScalars.inFlow(entry.getKeyNode()), entry.getValueNode());
    }

    /** An empty one has no other form. */
    private static boolean isShort(List<Node> values) {
        return values.isEmpty()
                || values.stream().allMatch(YamlCollections::isShortScalar) && length(values) <= LONGEST_LINE;
    }

    private static boolean isShortScalar(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.getScalarStyle() != ScalarStyle.LITERAL
                && scalar.getScalarStyle() != ScalarStyle.FOLDED;
    }

    private static int length(List<Node> values) {
        return values.stream()
                .mapToInt(value ->
                        value instanceof ScalarNode scalar ? scalar.getValue().length() + 2 : 0)
                .sum();
    }
}
