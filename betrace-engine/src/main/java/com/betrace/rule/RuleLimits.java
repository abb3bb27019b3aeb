package com.betrace.rule;

import java.time.Duration;

/**
 * Every limit of the rule language. A rule whose text breaks one is refused with an issue; an evaluation that breaks one
 * is UNDECIDED(BUDGET).
 *
 * @param maxTextBytes of a rule's expression in UTF-8
 * @param maxBraces nested map literals
 * @param maxBrackets nested brackets
 * @param maxDepth nesting of everything
 * @param maxQuantifiers lambdas over the whole trace inside one another
 * @param maxSteps steps of one rule on one trace (or one arriving span)
 * @param maxTime time of the same
 * @param maxTextLength characters of a text that a rule builds
 * @param maxMessageLength characters of a violation's message
 * @param skew by how much the clocks of two hosts may differ
 * @param localRootsCount whether a trace whose only root is a local root can be complete
 */
public record RuleLimits(
        int maxTextBytes,
        int maxBraces,
        int maxBrackets,
        int maxDepth,
        int maxQuantifiers,
        long maxSteps,
        Duration maxTime,
        int maxTextLength,
        int maxMessageLength,
        Duration skew,
        boolean localRootsCount) {

    public static RuleLimits defaults() {
        return new RuleLimits(
                4096, 2, 3, 16, 2, 2_000_000, Duration.ofMillis(50), 65_536, 1024, Duration.ofMillis(5), true);
    }

    public RuleLimits withMaxSteps(long steps) {
        return new RuleLimits(
                maxTextBytes,
                maxBraces,
                maxBrackets,
                maxDepth,
                maxQuantifiers,
                steps,
                maxTime,
                maxTextLength,
                maxMessageLength,
                skew,
                localRootsCount);
    }

    public RuleLimits withMaxTime(Duration time) {
        return new RuleLimits(
                maxTextBytes,
                maxBraces,
                maxBrackets,
                maxDepth,
                maxQuantifiers,
                maxSteps,
                time,
                maxTextLength,
                maxMessageLength,
                skew,
                localRootsCount);
    }

    public RuleLimits withSkew(Duration tolerance) {
        return new RuleLimits(
                maxTextBytes,
                maxBraces,
                maxBrackets,
                maxDepth,
                maxQuantifiers,
                maxSteps,
                maxTime,
                maxTextLength,
                maxMessageLength,
                tolerance,
                localRootsCount);
    }
}
