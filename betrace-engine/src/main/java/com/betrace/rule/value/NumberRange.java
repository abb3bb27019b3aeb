package com.betrace.rule.value;

/** The integers from one bound to the other, both included; never written out. */
public record NumberRange(long from, long to) {

    public NumberRange {
        if (from > to) {
            long swap = from;
            from = to;
            to = swap;
        }
    }

    public boolean contains(Number number) {
        if (number instanceof Double d) {
            return d == Math.rint(d) && d >= from && d <= to;
        }
        return number.longValue() >= from && number.longValue() <= to;
    }

    @Override
    public String toString() {
        return "(" + from + ".." + to + ")";
    }
}
