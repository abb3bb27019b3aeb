package com.betrace.benchmarks.faults.load;

/** The names of {@link OrderTraces}, as {@code rules.yaml} of the fault runs has them. */
final class Orders {

    static final String ROOT = "POST /order";
    static final String CHECKOUT = "checkout";
    static final String FRAUD_CHECK = "fraud.check";
    static final String CHARGE = "payment.charge";
    static final String AUDIT = "audit.log";
    static final String QUERY = "SELECT items";
    static final String LEGACY = "legacy.call";

    /** So many times the same query is too many. */
    static final int REPEATED = 4;

    private Orders() {}
}
