package com.betrace.rule.value;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Finds values of well-known sensitive kinds inside a text. */
public final class Sensitive {

    private static final Map<String, Predicate<CharSequence>> PATTERNS = Map.of(
            "email",
                    found(
                            "[A-Za-z0-9._%+-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}"),
            "pan", Sensitive::hasCardNumber,
            "ssn", Sensitive::hasSocialSecurityNumber,
            "jwt", found("eyJ[A-Za-z0-9_-]{5,}\\.eyJ[A-Za-z0-9_-]{2,}\\.[A-Za-z0-9_-]*"),
            "ipv4",
                    found("(?:^|[^0-9.])(?:OCTET\\.){3}OCTET(?:$|[^0-9.]|\\.(?:$|[^0-9]))"
                            .replace("OCTET", "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])")));
    private static final Pattern SSN = Pattern.compile("(?:^|[^0-9-])([0-9]{3})-([0-9]{2})-([0-9]{4})(?:$|[^0-9-])");
    private static final int MIN_CARD_DIGITS = 13;
    private static final int MAX_CARD_DIGITS = 19;

    private Sensitive() {}

    public static Set<String> names() {
        return new TreeSet<>(PATTERNS.keySet());
    }

    /** The name must be one of {@link #names()}. */
    static boolean contains(CharSequence text, String name) {
        Predicate<CharSequence> pattern = PATTERNS.get(name);
        return pattern != null && pattern.test(text);
    }

    private static Predicate<CharSequence> found(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return text -> pattern.matcher(text).find();
    }

    private static boolean hasSocialSecurityNumber(CharSequence text) {
        Matcher matcher = SSN.matcher(text);
        for (int from = 0; matcher.find(from); from = matcher.end(3)) {
            String area = matcher.group(1);
            if (!area.equals("000")
                    && !area.equals("666")
                    && area.charAt(0) != '9'
                    && !matcher.group(2).equals("00")
                    && !matcher.group(3).equals("0000")) {
                return true;
            }
        }
        return false;
    }

    /** 13 to 19 digits, in chunks parted by one space or dash, that start like a card and pass the Luhn check. */
    private static boolean hasCardNumber(CharSequence text) {
        List<String> chunks = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            if (c >= '0' && c <= '9') {
                chunk.append(c);
                continue;
            }
            if (!chunk.isEmpty()) {
                chunks.add(chunk.toString());
                chunk.setLength(0);
                if ((c == ' ' || c == '-') && i + 1 < text.length()) {
                    continue;
                }
            }
            if (hasCardNumber(chunks)) {
                return true;
            }
            chunks.clear();
        }
        return false;
    }

    private static boolean hasCardNumber(List<String> chunks) {
        for (int from = 0; from < chunks.size(); from++) {
            StringBuilder digits = new StringBuilder();
            for (int to = from; to < chunks.size() && digits.length() <= MAX_CARD_DIGITS; to++) {
                digits.append(chunks.get(to));
                if (isCardNumber(digits)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCardNumber(CharSequence digits) {
        int length = digits.length();
        if (length < MIN_CARD_DIGITS || length > MAX_CARD_DIGITS || digits.charAt(0) < '2' || digits.charAt(0) > '6') {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < length; i++) {
            int digit = digits.charAt(length - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
