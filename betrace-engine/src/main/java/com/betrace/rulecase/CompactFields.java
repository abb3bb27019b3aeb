package com.betrace.rulecase;

import com.betrace.model.Attributes;
import com.betrace.model.Excerpt;
import com.betrace.model.SpanKind;
import com.betrace.model.StatusCode;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What follows the columns of a compact line, in any order. */
final class CompactFields {

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
    private static final int MAX_QUOTED = 80;
    private static final int MAX_INTEGER = 64;
    private static final String RESOURCE = "resource:";
    private static final String SCOPE = "scope:";

    private final int line;
    private SpanKind kind = SpanKind.INTERNAL;
    private StatusCode status = StatusCode.UNSET;
    private final Attributes.Builder attributes = Attributes.builder();
    private final Attributes.Builder resource = Attributes.builder();
    private final Attributes.Builder scope = Attributes.builder();

    CompactFields(int line) {
        this.line = line;
    }

    void service(String name) {
        resource.put("service.name", unquoted(name));
    }

    void add(String token) {
        if (isAssignment(token)) {
            addAttribute(token);
        } else if (isName(SpanKind.values(), token)) {
            kind = SpanKind.valueOf(token);
        } else if (isName(StatusCode.values(), token)) {
            status = StatusCode.valueOf(token);
        } else {
            throw new CompactTraceException(
                    line,
                    quoted(token) + " is neither a kind " + Arrays.toString(SpanKind.values()) + " nor a status "
                            + Arrays.toString(StatusCode.values()) + " nor key=value");
        }
    }

    void addAttribute(String token) {
        if (!isAssignment(token)) {
            throw new CompactTraceException(line, quoted(token) + " is not key=value");
        }
        if (token.startsWith(RESOURCE)) {
            put(resource, token.substring(RESOURCE.length()));
        } else if (token.startsWith(SCOPE)) {
            put(scope, token.substring(SCOPE.length()));
        } else {
            put(attributes, token);
        }
    }

    private static String quoted(String token) {
        return "'" + Excerpt.of(token, MAX_QUOTED) + "'";
    }

    private static boolean isAssignment(String token) {
        return token.indexOf('=') > 0;
    }

    private static boolean isName(Enum<?>[] values, String token) {
        return Arrays.stream(values).anyMatch(value -> value.name().equals(token));
    }

    private static void put(Attributes.Builder target, String assignment) {
        int equals = equalsSign(assignment);
        target.put(unquoted(assignment.substring(0, equals)), value(assignment.substring(equals + 1)));
    }

    /** The first that is not in quotes, or that is in some that nobody ends. */
    private static int equalsSign(String assignment) {
        boolean quoted = false;
        for (int at = 0; at < assignment.length(); at++) {
            char character = assignment.charAt(at);
            if (character == '=' && !quoted) {
                return at;
            }
            if (quoted && character == '\\') {
                at++;
            } else if (character == '"') {
                quoted = !quoted;
            }
        }
        return assignment.indexOf('=');
    }

    private static Object value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return NUMBER.matcher(text).matches() ? number(text) : unquoted(text);
    }

    /** A number without a fraction is an integer as far as an int64 holds it. */
    private static Object number(String text) {
        boolean integral = text.length() <= MAX_INTEGER
                && text.chars().allMatch(c -> Character.isDigit(c) || c == '-' || c == '+');
        if (integral && new BigInteger(text).bitLength() < Long.SIZE) {
            return Long.valueOf(text);
        }
        return Double.valueOf(text);
    }

    static String unquoted(String token) {
        StringBuilder text = new StringBuilder(token.length());
        boolean quoted = false;
        for (int i = 0; i < token.length(); i++) {
            char character = token.charAt(i);
            if (character == '"') {
                quoted = !quoted;
            } else if (quoted && character == '\\' && i + 1 < token.length()) {
                text.append(token.charAt(++i));
            } else {
                text.append(character);
            }
        }
        return text.toString();
    }

    SpanKind kind() {
        return kind;
    }

    StatusCode status() {
        return status;
    }

    Attributes attributes() {
        return attributes.build();
    }

    Attributes resource() {
        return resource.build();
    }

    Attributes scope() {
        return scope.build();
    }
}
