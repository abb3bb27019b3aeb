package com.betrace.service.rulefiles;

import com.betrace.catalog.RuleBundle;
import com.betrace.catalog.RuleBundle.Place;
import com.betrace.model.Provenance;
import com.betrace.service.api.RuleBundles;
import com.betrace.v1.RuleFile;

/**
 * A rule file as read.
 *
 * @param name of the file, as the reader was given it
 */
public record ReadRuleFile(String name, RuleFile content, FilePlaces places) {

    /** What the file means, each part with its place, such as {@code rules/pay.yaml:12}. */
    public RuleBundle bundle(Provenance provenance) {
        return RuleBundles.of(
                content,
                path -> new Place(provenance, name + ":" + places.of(path).line()));
    }

    /** Something that is wrong with the value at a path. */
    public RuleFileProblem problem(String path, String message) {
        FilePlaces.Position at = places.of(path);
        return new RuleFileProblem(name, at.line(), at.column(), path, message);
    }
}
