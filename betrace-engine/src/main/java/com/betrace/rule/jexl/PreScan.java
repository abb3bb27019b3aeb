package com.betrace.rule.jexl;

import com.betrace.rule.RuleLimits;
import com.betrace.rule.form.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the text before the parser does, because the parser itself can be made to hang: it goes back and forth over
 * nested braces and brackets, and nothing interrupts it.
 */
final class PreScan {

    private static final String TOO_COSTLY =
            "brackets and calls around so much text take too long to read; nest less, or move a part into a list, lookup or macro";

    private static final String STRAY_ARROW =
            "a lambda stands only as an argument of a function or method, and no second one in the same argument";

    private final String text;
    private final Source source;
    private final RuleLimits limits;
    private final Issues issues;
    private final ParseCost cost;
    private final Arrows arrows = new Arrows();
    private int at;
    private int braces;
    private int brackets;
    /** Where each bracket that is still open stands, the innermost first. */
    private final Deque<Integer> open = new ArrayDeque<>();

    private PreScan(Source source, RuleLimits limits, Issues issues) {
        this.source = source;
        this.text = source.text();
        this.limits = limits;
        this.issues = issues;
        this.cost = new ParseCost(limits);
    }

    /** True where the text may be given to the parser; else an error has been added. */
    static boolean admits(Source source, RuleLimits limits, Issues issues) {
        return new PreScan(source, limits, issues).run();
    }

    private boolean run() {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.maxTextBytes()) {
            return refuse(
                    "text-too-long",
                    0,
                    "the expression has " + bytes + " bytes, at most " + limits.maxTextBytes() + " are allowed");
        }
        if (text.isBlank()) {
            return refuse("empty-expression", 0, "the expression is empty; expected a condition such as span.failed");
        }
        boolean fine = true;
        while (fine && at < text.length()) {
            fine = step();
        }
        return fine && (open.isEmpty() || refuseOpen(open.peek()));
    }

    private boolean step() {
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            return skipString(c);
        }
        if (text.startsWith("//", at)) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
            return true;
        }
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            if (end < 0) {
                return refuse("open-comment", at, "this comment is not closed; expected */");
            }
            at = end + 2;
            return true;
        }
        if (text.startsWith("=~", at) || text.startsWith("!~", at)) {
            cost.add(c);
            at += 2;
            return true;
        }
        if (text.startsWith("->", at) || text.startsWith("=>", at)) {
            return arrows.admitNext() ? checkCharacter(c) : refuse("stray-lambda", at, STRAY_ARROW);
        }
        return checkCharacter(c);
    }

    private boolean checkCharacter(char c) {
        switch (c) {
            case '`' -> {
                return refuse("bad-character", at, "'`' is not allowed; write strings in '' or \"\"");
            }
            case '#' -> {
                return refuse("bad-character", at, "'#' is not allowed outside strings");
            }
            case '~' -> {
                return refuse("bad-operator", at, "'~' is not an operator here; match with x =~ 'pattern'");
            }
            case '{' -> braces++;
            case '}' -> braces = Math.max(0, braces - 1);
            case '[' -> brackets++;
            case ']' -> brackets = Math.max(0, brackets - 1);
            default -> {}
        }
        if (c == '{' || c == '[' || c == '(') {
            open.push(at);
        } else if ((c == '}' || c == ']' || c == ')') && !closes(c)) {
            return false;
        }
        String tooDeep = tooDeep();
        if (tooDeep != null) {
            return refuse("nesting-too-deep", at, tooDeep);
        }
        arrows.add(c);
        cost.add(c);
        if (cost.reads() > ParseCost.MAX) {
            return refuse("nesting-too-costly", at, TOO_COSTLY);
        }
        if (c != '\n' && c != '\t' && c != '\r' && Character.isISOControl(c)) {
            return refuse("bad-character", at, String.format("the control character U+%04X is not allowed", (int) c));
        }
        at++;
        return true;
    }

    private boolean closes(char c) {
        Integer opened = open.poll();
        if (opened == null) {
            return refuse("stray-bracket", at, "'" + c + "' closes nothing");
        }
        return closing(opened) == c || refuseOpen(opened);
    }

    private boolean refuseOpen(int opened) {
        return refuse(
                "open-bracket",
                opened,
                "this '" + text.charAt(opened) + "' is not closed; expected " + closing(opened));
    }

    private char closing(int opened) {
        char c = text.charAt(opened);
        return c == '(' ? ')' : c == '[' ? ']' : '}';
    }

    private @Nullable String tooDeep() {
        if (braces > limits.maxBraces()) {
            return "braces nest more than " + limits.maxBraces() + " deep";
        }
        if (brackets > limits.maxBrackets()) {
            return "brackets nest more than " + limits.maxBrackets() + " deep";
        }
        return open.size() > limits.maxDepth() ? "the expression nests more than " + limits.maxDepth() + " deep" : null;
    }

    private boolean skipString(char quote) {
        int start = at++;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            return refuse("open-string", start, "this string is not closed; expected " + quote);
        }
        cost.addString();
        at++;
        return true;
    }

    private boolean refuse(String code, int offset, String message) {
        issues.error(code, new Origin(source.line(offset), source.column(offset), ""), message);
        return false;
    }
}
