package com.betrace.service.rulefiles;

import com.betrace.service.json.JsonPlace;
import com.betrace.service.json.ReadObserver;
import com.betrace.service.json.UnreadableTextException;
import com.betrace.service.rulefiles.FilePlaces.Position;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects where what stands in one file, and what is wrong with it. */
final class Findings implements ReadObserver {

    /** Whoever made more mistakes made one of them often. */
    private static final int MAX_PROBLEMS = 50;

    private final String file;
    private final Map<String, Position> places = new HashMap<>();
    private final List<RuleFileProblem> problems = new ArrayList<>();

    Findings(String file) {
        this.file = file;
    }

    @Override
    public void value(JsonParser at) {
        JsonLocation location = at.currentTokenLocation();
        places.put(JsonPlace.path(at), new Position(location.getLineNr(), location.getColumnNr()));
    }

    @Override
    public void problem(UnreadableTextException problem) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new RuleFileProblem(file, problem.line(), problem.column(), problem.path(), message(problem)));
        }
    }

    /** A reader speaks of the body of a request. */
    private static String message(UnreadableTextException problem) {
        return problem.path().isEmpty() && problem.line() > 0
                ? "malformed: " + problem.description()
                : problem.description().replace("the request body is empty", "the file is empty");
    }

    void throwProblems() {
        if (!problems.isEmpty()) {
            throw new RuleFileException(problems);
        }
    }

    FilePlaces places(String text) {
        return new FilePlaces(places, text.lines().toList());
    }
}
