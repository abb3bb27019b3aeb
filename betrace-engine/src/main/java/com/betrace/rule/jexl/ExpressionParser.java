package com.betrace.rule.jexl;

import com.betrace.model.Excerpt;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.form.Origin;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlInfo;
import org.apache.commons.jexl3.parser.ASTJexlScript;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** Text to syntax tree, or to the one error that stopped the parser. */
final class ExpressionParser {

    private static final Pattern NEAR = Pattern.compile("(?s)error in '(.*)'");
    private static final Pattern UNIT = Pattern.compile("ns|us|ms|s|m|h");
    private static final int MAX_NEAR = 40;
    /** Operators nest without brackets too; everything behind the parser goes down the tree by recursion. */
    private static final int MAX_TREE_DEPTH = 150;

    private static final String TOO_DEEP = "the expression nests more than " + MAX_TREE_DEPTH + " deep";

    private static final String NO_CHAIN = "comparisons do not chain; join them with &&";

    /** What people write that is not of this language, and what to write instead. */
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("=", "compare with =="),
            Map.entry("eq", "compare with =="),
            Map.entry("ne", "compare with !="),
            Map.entry("lt", "compare with <"),
            Map.entry("le", "compare with <="),
            Map.entry("gt", "compare with >"),
            Map.entry("ge", "compare with >="),
            Map.entry("in", "write x =~ [a, b]"),
            Map.entry("and", "join conditions with &&"),
            Map.entry("or", "join conditions with ||"),
            Map.entry("not", "negate with !"),
            Map.entry("is", "write x == null"),
            Map.entry("like", "match with x =~ 'pattern'"),
            Map.entry("matches", "match with x =~ 'pattern'"),
            Map.entry(";", "an expression is one condition; join conditions with && or ||"),
            Map.entry("<>", "compare with !="),
            Map.entry("=<", "compare with <="),
            Map.entry("<", NO_CHAIN),
            Map.entry("<=", NO_CHAIN),
            Map.entry(">", NO_CHAIN),
            Map.entry(">=", NO_CHAIN),
            Map.entry("=>", "compare with >=, and write a lambda as s -> s.failed"),
            Map.entry("=~", "write a pattern as a string: x =~ 'pattern'"),
            Map.entry("var", "variables cannot be defined"),
            Map.entry("return", "an expression yields its value without return"),
            Map.entry("if", "write condition && ..., or condition ? a : b"),
            Map.entry("for", "there are no loops; use some(..), every(..) or .where(..)"),
            Map.entry("while", "there are no loops; use some(..), every(..) or .where(..)"));

    private final RuleEngine engine;
    private final RuleLimits limits;

    ExpressionParser(RuleEngine engine, RuleLimits limits) {
        this.engine = engine;
        this.limits = limits;
    }

    /** Null where an error has been added. */
    @Nullable
    ASTJexlScript parse(Source source, Issues issues) {
        if (!PreScan.admits(source, limits, issues)) {
            return null;
        }
        try {
            ASTJexlScript script = engine.parse(source.text());
            if (depth(script) <= MAX_TREE_DEPTH) {
                return script;
            }
            issues.error("nesting-too-deep", new Origin(1, 1, ""), TOO_DEEP);
        } catch (JexlException e) {
            report(e, source, issues);
        } catch (StackOverflowError e) {
            issues.error("nesting-too-deep", new Origin(1, 1, ""), TOO_DEEP);
        } catch (RuntimeException | OutOfMemoryError e) {
            // The parser also fails with errors of its own generator, which say nothing to an author.
            issues.error("syntax-error", new Origin(1, 1, ""), "the expression cannot be read");
        }
        return null;
    }

    private static int depth(JexlNode node) {
        int deepest = 0;
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
            deepest = Math.max(deepest, depth(node.jjtGetChild(i)));
        }
        return deepest + 1;
    }

    private static void report(JexlException e, Source source, Issues issues) {
        JexlInfo info = e.getInfo();
        int line = info == null ? 1 : Math.max(1, info.getLine());
        int column = info == null ? 1 : Math.max(1, info.getColumn());
        Origin at = new Origin(line, column, "");
        if (e instanceof JexlException.Feature) {
            issues.error("not-allowed", at, notAllowed(String.valueOf(e.getMessage())));
            return;
        }
        String near = near(e, source, line, column);
        boolean atEnd =
                source.text().substring(source.offset(line, column)).strip().equals(near);
        String instead = UNIT.matcher(near).matches()
                ? "write a duration as a string, such as '5s'"
                : INSTEAD.get(near.toLowerCase(Locale.ROOT));
        if (atEnd && NO_CHAIN.equals(instead)) {
            instead = null;
        }
        String what = near.isEmpty()
                ? "unexpected end"
                : atEnd && instead == null && !isOperand(near.charAt(0))
                        ? "the expression ends after '" + near + "'"
                        : "unexpected " + (near.startsWith("'") ? near : "'" + near + "'");
        issues.error("syntax-error", at, what + (instead == null ? "" : "; " + instead));
    }

    private static boolean isOperand(char first) {
        return Character.isJavaIdentifierPart(first) || first == '\'' || first == '"';
    }

    private static String near(JexlException e, Source source, int line, int column) {
        int offset = source.offset(line, column);
        if (source.text().startsWith("<>", offset)) {
            return "<>";
        }
        if (offset > 0 && source.text().startsWith("=<", offset - 1)) {
            return "=<";
        }
        Matcher matcher = NEAR.matcher(String.valueOf(e.getMessage()));
        String near = matcher.find() ? matcher.group(1) : "";
        return Excerpt.of(near, MAX_NEAR);
    }

    private static String notAllowed(String message) {
        if (message.contains("assign")) {
            return "assignment is not allowed; compare with ==";
        }
        if (message.contains("create instance")) {
            return "objects cannot be created; 'new' is not part of the language";
        }
        if (message.contains("pragma")) {
            return "pragmas are not allowed";
        }
        if (message.contains("fat-arrow")) {
            return "a lambda is written s -> s.failed";
        }
        if (message.contains("loop")) {
            return "there are no loops; use some(..), every(..) or .where(..)";
        }
        return "this is not part of the rule language";
    }
}
