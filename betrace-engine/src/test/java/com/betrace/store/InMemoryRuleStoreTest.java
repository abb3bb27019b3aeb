package com.betrace.store;

class InMemoryRuleStoreTest extends RuleStoreContract {

    private final RuleStore store = new InMemoryRuleStore();

    @Override
    public RuleStore store() {
        return store;
    }
}
