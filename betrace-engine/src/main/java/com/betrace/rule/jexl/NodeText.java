package com.betrace.rule.jexl;

import java.util.regex.Pattern;
import org.apache.commons.jexl3.internal.Debugger;
import org.apache.commons.jexl3.parser.JexlNode;

/** How a node of the syntax tree reads, on one line. */
final class NodeText {

    private static final Pattern ONE_PARAMETER = Pattern.compile("\\((\\w+)\\)-> ?");
    private static final Pattern PARAMETERS = Pattern.compile("\\)-> ?");

    private static final Pattern END = Pattern.compile(";\\s*(?=[),\\]]|$)");

    private NodeText() {}

    static String of(JexlNode node) {
        String text = new Debugger().indentation(0).data(node);
        if (text.indexOf("->") < 0) {
            return text.strip();
        }
        String arrows = ONE_PARAMETER.matcher(END.matcher(text).replaceAll("")).replaceAll("$1 -> ");
        return PARAMETERS.matcher(arrows).replaceAll(") -> ").strip();
    }
}
