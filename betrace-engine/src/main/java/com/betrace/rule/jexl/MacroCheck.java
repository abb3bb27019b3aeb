package com.betrace.rule.jexl;

import com.betrace.rule.RuleIssue;
import com.betrace.rule.form.Origin;
import com.betrace.rule.form.Vocabulary;
import java.util.List;
import org.apache.commons.jexl3.parser.ASTJexlLambda;
import org.apache.commons.jexl3.parser.ASTJexlScript;

/** Checks a macro by itself: its name, and that its text is one lambda. */
final class MacroCheck {

    private static final Origin START = new Origin(1, 1, "");

    private MacroCheck() {}

    static List<RuleIssue> of(String name, String text, ExpressionParser parser) {
        Source source = new Source(text);
        Issues issues = new Issues(source);
        if (Vocabulary.VARIABLES.contains(name)) {
            issues.error("reserved-name", START, "a macro cannot be named '" + name + "', which is a variable");
        } else if (Vocabulary.function(name) != null || name.equals("size") || name.equals("empty")) {
            issues.error("reserved-name", START, "a macro cannot be named '" + name + "', which is a function");
        }
        ASTJexlScript script = parser.parse(source, issues);
        if (script != null && !isLambda(script)) {
            issues.error("not-a-macro", START, "expected a lambda such as s -> s.failed");
        } else if (script != null && script.getParameters() != null) {
            for (String parameter : script.getParameters()) {
                checkParameter(issues, parameter);
            }
        }
        return issues.sorted();
    }

    private static void checkParameter(Issues issues, String name) {
        if (Vocabulary.VARIABLES.contains(name) || Vocabulary.function(name) != null) {
            issues.error("reserved-name", START, "a parameter cannot be named '" + name + "', which has a meaning");
        }
    }

    static boolean isLambda(ASTJexlScript script) {
        return script instanceof ASTJexlLambda && script.jjtGetNumChildren() == 1;
    }
}
