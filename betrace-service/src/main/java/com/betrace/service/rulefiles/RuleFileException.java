package com.betrace.service.rulefiles;

import com.betrace.model.ErrorCode;
import com.betrace.model.FieldViolation;
import com.betrace.model.RequestException;
import java.util.List;
import java.util.stream.Collectors;

/** A file that is no rule file. The message has a line for each problem. */
public final class RuleFileException extends RequestException {

    private static final long serialVersionUID = 1;

    private final transient List<RuleFileProblem> problems;

    /** @param problems at least one, in the order of the file */
    public RuleFileException(List<RuleFileProblem> problems) {
        super(
                ErrorCode.INVALID_ARGUMENT,
                problems.stream().map(RuleFileProblem::toString).collect(Collectors.joining("\n")),
                problems.stream()
                        .filter(problem -> !problem.path().isEmpty())
                        .map(problem -> new FieldViolation(problem.path(), problem.message()))
                        .toList());
        this.problems = List.copyOf(problems);
    }

    public List<RuleFileProblem> problems() {
        return problems;
    }
}
