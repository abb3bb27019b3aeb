package com.betrace.service.cli.rules;

import java.util.List;

/**
 * What there is to say about rule files.
 *
 * @param names how many lists, lookups and macros they have
 * @param remarks by file and place
 * @param rules in the order of the files
 */
record RuleReview(List<String> files, int names, List<Remark> remarks, List<ReviewedRule> rules) {

    RuleReview {
        files = List.copyOf(files);
        remarks = remarks.stream().sorted(Remark.BY_PLACE).toList();
        rules = List.copyOf(rules);
    }

    long count(com.betrace.rule.RuleIssue.Level severity) {
        return remarks.stream().filter(remark -> remark.severity() == severity).count();
    }

    boolean hasErrors() {
        return remarks.stream().anyMatch(Remark::isError);
    }
}
