package com.betrace.store;

class InMemoryRuleStoreTest extends RuleStoreContract {

    private final RuleStore store = new InMemoryRuleStore();

    @Override
    protected RuleStore store() {
        return store;
    }
}
