package com.betrace.service.cli.rules;

import com.betrace.rule.RuleIssue;
import com.betrace.rule.RuleIssue.Level;
import com.betrace.service.rulefiles.FilePlaces.Position;
import com.betrace.service.rulefiles.ReadRuleFile;
import com.betrace.service.rulefiles.RuleFileProblem;

/**
 * A rule or a name in a file.
 *
 * @param path such as {@code rules[3]} or {@code lists.pii_tables}
 */
record FilePart(ReadRuleFile file, String path) {

    /** Something that is wrong with the text of a file. */
    static Remark remark(RuleFileProblem problem) {
        return new Remark(
                Level.ERROR,
                problem.file(),
                problem.line(),
                problem.column(),
                problem.path(),
                "",
                "",
                problem.message(),
                "",
                "");
    }

    /** Something that is wrong with a field of the part; an empty field is the part itself. */
    Remark remark(String rule, String field, String message) {
        String at = field.isEmpty() ? path : path + "." + field;
        Position position = file.places().of(at);
        return new Remark(Level.ERROR, file.name(), position.line(), position.column(), at, rule, "", message, "", "");
    }

    /** What the compiler says of a text of the part. */
    Remark remark(String rule, RuleIssue issue, String text) {
        String at = path + "." + issue.field();
        SourceSpot spot =
                SourceSpot.of(file.places(), file.places().of(at), text, new Position(issue.line(), issue.column()));
        String suggestion = issue.suggestion();
        return new Remark(
                issue.level(),
                file.name(),
                spot.line(),
                spot.column(),
                at,
                rule,
                issue.code(),
                issue.message(),
                spot.snippet().isEmpty() ? issue.snippet() : spot.snippet(),
                suggestion == null ? "" : suggestion);
    }
}
