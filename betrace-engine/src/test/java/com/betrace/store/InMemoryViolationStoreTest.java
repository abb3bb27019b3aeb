package com.betrace.store;

class InMemoryViolationStoreTest extends ViolationStoreContract {

    private final ViolationStore store = new InMemoryViolationStore(new FloodGuard(MOST_A_MINUTE));

    @Override
    protected ViolationStore store() {
        return store;
    }
}
