package com.betrace.service.storage;

import com.betrace.model.RuleTest;
import com.betrace.model.Verdict;
import java.util.List;

/** One of a rule's tests as JSON. */
record StoredTest(String name, Verdict expect, List<String> offenders, String trace, List<String> arrive) {

    static StoredTest of(RuleTest test) {
        return new StoredTest(test.name(), test.expect(), test.offenders(), test.trace(), test.arrive());
    }

    RuleTest toModel() {
        return new RuleTest(name, expect, offenders, trace, arrive);
    }
}
