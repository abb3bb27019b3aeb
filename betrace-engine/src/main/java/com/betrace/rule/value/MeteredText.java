package com.betrace.rule.value;

/** A long text that takes steps as it is read, so that reading it again and again ends when they are used up. */
final class MeteredText implements CharSequence {

    /** For each block of a text that a pattern is searched in, which takes longer than to copy it. */
    static final long STEPS_OF_SEARCH = 4;

    private final String text;
    private final Budget budget;
    private final long steps;
    private int left;

    private MeteredText(String text, Budget budget, long steps) {
        this.text = text;
        this.budget = budget;
        this.steps = steps;
    }

    /** The text itself where it is short. */
    static CharSequence of(String text, Budget budget, long stepsPerBlock) {
        return text.length() < Budget.BLOCK ? text : new MeteredText(text, budget, stepsPerBlock);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            left = Budget.BLOCK - 1;
            budget.steps(steps);
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    /** Taken as a whole, it takes the steps of a whole text. */
    @Override
    public String toString() {
        budget.read(text.length());
        return text;
    }
}
