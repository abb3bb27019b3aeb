package com.betrace.service.json;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** Scalars of YAML in the style that reads best; where that style cannot hold a text, the emitter quotes it. */
final class YamlScalars {

    private static final int LONGEST_LINE = 100;

    /** Words that are booleans to some readers of YAML, though not to the resolver's. */
    private static final Pattern BOOLEAN_TO_SOMEONE = Pattern.compile("[yYnN]");

    /** What ends a plain scalar or cannot begin it. */
    private static final Pattern SPECIAL = Pattern.compile("(?s)[-?:,\\[\\]{}#&*!|>'\"%@` ].*|.*(: | #|:$| $).*");

    /** What ends a plain scalar in a list or mapping on one line. */
    private static final Pattern FLOW_INDICATORS = Pattern.compile("[,\\[\\]{}:?]");

    /** Breaks lines to some readers of YAML, or cannot be seen. */
    private static final Pattern UNUSUAL = Pattern.compile("[\\p{Cc}\u2028\u2029\ufeff&&[^\n]]");

    private static final Resolver RESOLVER = new Resolver();

    private YamlScalars() {}

    /** A boolean, a number or null. */
    static Node literal(String text) {
        Tag tag = switch (PlainScalar.of(text)) {
            case NULL -> Tag.NULL;
            case TRUE, FALSE -> Tag.BOOL;
            default -> text.matches("-?[0-9]+") ? Tag.INT : Tag.FLOAT;
        };
        return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
    }

    static Node text(String text) {
        return text(text, style(text));
    }

    /** The same scalar where commas and brackets mean something. */
    static Node inFlow(Node node) {
        boolean quotes = node instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && FLOW_INDICATORS.matcher(scalar.getValue()).find();
        return quotes ? text(((ScalarNode) node).getValue(), quoted(((ScalarNode) node).getValue())) : node;
    }

    private static Node text(String text, ScalarStyle style) {
        return new ScalarNode(Tag.STR, text, null, null, style);
    }

    private static ScalarStyle style(String text) {
        if (UNUSUAL.matcher(text).find()) {
            return ScalarStyle.DOUBLE_QUOTED;
        }
        if (text.indexOf('\n') >= 0) {
            return ScalarStyle.LITERAL;
        }
        if (isSomethingElse(text) || SPECIAL.matcher(text).matches()) {
            return quoted(text);
        }
        return text.length() > LONGEST_LINE ? ScalarStyle.FOLDED : ScalarStyle.PLAIN;
    }

    private static boolean isSomethingElse(String text) {
        return PlainScalar.of(text) != PlainScalar.TEXT
                || BOOLEAN_TO_SOMEONE.matcher(text).matches()
                || !RESOLVER.resolve(NodeId.scalar, text, true).equals(Tag.STR);
    }

    /** In the quotes that need no escapes; only double ones have escapes for everything. */
    private static ScalarStyle quoted(String text) {
        return text.indexOf('"') >= 0 || text.indexOf('\\') >= 0
                ? ScalarStyle.SINGLE_QUOTED
                : ScalarStyle.DOUBLE_QUOTED;
    }
}
