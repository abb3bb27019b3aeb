package com.betrace.rule;

import java.time.Duration;

/**
 * Every limit of the rule language. A rule whose text breaks one is refused with an issue; an evaluation that breaks one
 * is UNDECIDED(BUDGET).
 *
 * @param maxTextBytes of a rule's expression in UTF-8
 * @param maxCompanionBytes the same of an expression in its message, fingerprint or exceptions
 * @param maxCompanions expressions in these together
 * @param maxCompanionsLength characters of these expressions together
 * @param maxBraces nested map literals
 * @param maxBrackets nested brackets
 * @param maxDepth nesting of everything
 * @param maxQuantifiers lambdas over the whole trace inside one another
 * @param maxSteps steps of one rule on one trace (or one arriving span)
 * @param maxTime time of the same
 * @param maxFingerprintSteps steps of one violation's fingerprint
 * @param maxGroups groups that a rule may yield for one trace, each of which is a violation
 * @param maxTextLength characters of a text that a rule builds
 * @param maxMessageBytes of a violation's message in UTF-8
 * @param skew by how much the clocks of two hosts may differ, where a rule does not say
 */
public record RuleLimits(
        int maxTextBytes,
        int maxCompanionBytes,
        int maxCompanions,
        int maxCompanionsLength,
        int maxBraces,
        int maxBrackets,
        int maxDepth,
        int maxQuantifiers,
        long maxSteps,
        Duration maxTime,
        long maxFingerprintSteps,
        int maxGroups,
        int maxTextLength,
        int maxMessageBytes,
        Duration skew) {

    public static RuleLimits defaults() {
        return new RuleLimits(
                4096,
                1024,
                64,
                8192,
                2,
                3,
                16,
                2,
                2_000_000,
                Duration.ofMillis(50),
                20_000,
                1_000,
                65_536,
                1024,
                Duration.ofMillis(5));
    }

    public RuleLimits withMaxTextBytes(int bytes) {
        return new RuleLimits(
                bytes,
                maxCompanionBytes,
                maxCompanions,
                maxCompanionsLength,
                maxBraces,
                maxBrackets,
                maxDepth,
                maxQuantifiers,
                maxSteps,
                maxTime,
                maxFingerprintSteps,
                maxGroups,
                maxTextLength,
                maxMessageBytes,
                skew);
    }
}
