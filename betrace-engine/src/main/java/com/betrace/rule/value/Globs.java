package com.betrace.rule.value;

/** Name globs: {@code *} is any run of characters, {@code ?} one, {@code \} escapes; case-sensitive, the whole name. */
public final class Globs {

    private Globs() {}

    public static boolean isLiteral(String glob) {
        return glob.indexOf('*') < 0 && glob.indexOf('?') < 0 && glob.indexOf('\\') < 0;
    }

    /** Outside of an evaluation, for globs that are short. */
    public static boolean matches(String glob, String name) {
        return matches(glob, name, new Budget(Long.MAX_VALUE, Long.MAX_VALUE, () -> 0));
    }

    /** Linear in practice and quadratic at worst, as it only ever goes back to the last star; the budget bounds that. */
    static boolean matches(String glob, String name, Budget budget) {
        int read = 0;
        int at = 0;
        int in = 0;
        int starAt = -1;
        int starIn = 0;
        while (in < name.length()) {
            if (++read % Budget.BLOCK == 0) {
                budget.step();
            }
            char pattern = at < glob.length() ? glob.charAt(at) : '\0';
            boolean escaped = pattern == '\\' && at + 1 < glob.length();
            if (at < glob.length() && !escaped && pattern == '*') {
                starAt = at++;
                starIn = in;
            } else if (at < glob.length() && matchesOne(glob, at, escaped, name.charAt(in))) {
                in += !escaped && pattern == '?' ? Character.charCount(name.codePointAt(in)) : 1;
                at += escaped ? 2 : 1;
            } else if (starAt >= 0) {
                at = starAt + 1;
                in = ++starIn;
            } else {
                return false;
            }
        }
        while (at < glob.length() && glob.charAt(at) == '*') {
            at++;
        }
        return at == glob.length();
    }

    private static boolean matchesOne(String glob, int at, boolean escaped, char c) {
        return escaped ? glob.charAt(at + 1) == c : glob.charAt(at) == '?' || glob.charAt(at) == c;
    }
}
