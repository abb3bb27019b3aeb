package com.betrace.benchmarks.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was seen in a run: figures, and what should not have been. For one thread. */
public final class Protocol {

    private final Map<String, String> figures = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private String skipped = "";

    /** Runs a scenario; where it cannot go on to its end, that is a problem too. */
    public static Protocol of(Scenario scenario, Setting setting) throws InterruptedException {
        Protocol protocol = new Protocol();
        try {
            scenario.run(setting, protocol);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            protocol.problems.add("broke off: " + e);
        }
        return protocol;
    }

    /** A figure for people. */
    void note(String what, Object value) {
        figures.put(what, value.toString());
    }

    void require(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    void addProblems(Collection<String> more) {
        problems.addAll(more);
    }

    /** Why the run could not take place here. */
    void skip(String reason) {
        skipped = reason;
    }

    /** Empty where all is well. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** Why it did not take place; empty where it did. */
    public String skipped() {
        return skipped;
    }

    public String figures() {
        return figures.entrySet().stream()
                .map(figure -> figure.getKey() + " " + figure.getValue())
                .collect(Collectors.joining(", "));
    }
}
