package com.betrace.benchmarks.faults.load;

/**
 * What a client makes of the answer to a request.
 *
 * @param retryMillis when to try again, where it was refused
 * @param text for people; empty where there is nothing to say
 */
public record Answer(Kind kind, long retryMillis, String text) {

    /** Kinds of answers. */
    public enum Kind {
        /** All spans were accepted. */
        ACKNOWLEDGED,
        /** Refused, and told when to try again. */
        REFUSED,
        /** Nobody answered: not known whether the spans were taken. */
        UNREACHABLE,
        /** What a service may not answer to a good request, such as a 500 or a refusal that does not say when to retry. */
        WRONG
    }

    static final Answer ACKNOWLEDGED = new Answer(Kind.ACKNOWLEDGED, 0, "");

    static Answer refused(long retryMillis) {
        return new Answer(Kind.REFUSED, retryMillis, "");
    }

    static Answer unreachable(String text) {
        return new Answer(Kind.UNREACHABLE, 0, text);
    }

    static Answer wrong(String text) {
        return new Answer(Kind.WRONG, 0, text);
    }
}
