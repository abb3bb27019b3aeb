package com.betrace.rule.jexl;

import com.betrace.model.Excerpt;
import com.betrace.rule.form.Origin;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds number literals that do not mean what they look like. */
final class Literals {

    private static final Pattern NUMBER = Pattern.compile("[0-9](?:[0-9A-Za-z_]|\\.(?!\\.))*");
    private static final Pattern DURATION_LIKE = Pattern.compile("[0-9]+(?:\\.[0-9]+)?(ns|us|ms|[smhd])");
    private static final int MAX_LONG_BITS = 63;
    private static final int MAX_SHOWN = 24;

    private final Issues issues;

    Literals(Issues issues) {
        this.issues = issues;
    }

    void checkNumber(Origin at, Source source, Number value) {
        int offset = source.offset(at.line(), at.column());
        Matcher matcher =
                NUMBER.matcher(source.text()).region(offset, source.text().length());
        String written = matcher.lookingAt() ? matcher.group() : value.toString();
        if (Character.isLetter(written.charAt(written.length() - 1)) && !written.startsWith("0x")) {
            issues.error("misleading-literal", at, misleading(written));
        } else if (written.length() > 1 && written.charAt(0) == '0' && Character.isDigit(written.charAt(1))) {
            issues.error(
                    "misleading-literal",
                    at,
                    "'" + written + "' would be the octal number " + value + "; write it without leading zeros");
        } else if (value instanceof BigInteger big && big.bitLength() > MAX_LONG_BITS) {
            issues.error("misleading-literal", at, "'" + shortened(written) + "' is larger than any 64-bit integer");
        } else if (value instanceof Double d && d.isInfinite()) {
            issues.error("misleading-literal", at, "'" + shortened(written) + "' is larger than any number");
        }
    }

    private static String misleading(String written) {
        String shown = "'" + shortened(written) + "'";
        if (DURATION_LIKE.matcher(written).matches()) {
            String duration = written.endsWith("d") ? "24h" : written;
            return shown + " would be a plain number; write a duration as a string, such as '" + duration + "'";
        }
        return shown + " has a type letter; write the number alone";
    }

    private static String shortened(String written) {
        return Excerpt.of(written, MAX_SHOWN);
    }
}
