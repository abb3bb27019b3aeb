package com.betrace.store;

class InMemoryViolationStoreTest extends ViolationStoreContract {

    private final ViolationStore store = new InMemoryViolationStore();

    @Override
    protected ViolationStore store() {
        return store;
    }
}
