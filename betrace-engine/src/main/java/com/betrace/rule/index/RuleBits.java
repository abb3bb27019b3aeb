package com.betrace.rule.index;

import java.util.Arrays;

/** A set of rules, by their places in a list. Not thread-safe. */
public final class RuleBits {

    private final long[] words;

    public RuleBits(int rules) {
        this.words = new long[(rules + Long.SIZE - 1) / Long.SIZE];
    }

    void add(int rule) {
        words[rule / Long.SIZE] |= 1L << rule;
    }

    void addAll(RuleBits others) {
        for (int i = 0; i < words.length; i++) {
            words[i] |= others.words[i];
        }
    }

    void clear() {
        Arrays.fill(words, 0);
    }

    boolean isEmpty() {
        for (long word : words) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    public boolean has(int rule) {
        return (words[rule / Long.SIZE] & 1L << rule) != 0;
    }

    /** The first from this place on; -1 where there is none. */
    public int next(int from) {
        int word = from / Long.SIZE;
        if (word >= words.length) {
            return -1;
        }
        long rest = words[word] & -1L << from;
        while (rest == 0) {
            word++;
            if (word == words.length) {
                return -1;
            }
            rest = words[word];
        }
        return word * Long.SIZE + Long.numberOfTrailingZeros(rest);
    }
}
