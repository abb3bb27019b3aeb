package com.betrace.rule.jexl;

import com.betrace.rule.RuleIssue;
import com.betrace.rule.RuleIssue.Level;
import com.betrace.rule.form.Origin;
import com.betrace.rule.jexl.Scope.MacroPlace;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one expression. */
final class Issues {

    private final Source source;
    private final String field;
    private final Set<RuleIssue> issues = new LinkedHashSet<>();
    private @Nullable MacroPlace macro;

    /** Of a rule's condition. */
    Issues(Source source) {
        this(source, RuleIssue.EXPRESSION);
    }

    /** Of the expression in a field of a rule. */
    Issues(Source source, String field) {
        this.source = source;
        this.field = field;
    }

    void error(String code, Origin at, String message) {
        add(Level.ERROR, code, at, message, null);
    }

    void error(String code, Origin at, String message, @Nullable String suggestion) {
        add(Level.ERROR, code, at, message, suggestion);
    }

    void warning(String code, Origin at, String message, @Nullable String suggestion) {
        add(Level.WARNING, code, at, message, suggestion);
    }

    void hint(String code, Origin at, String message, @Nullable String suggestion) {
        add(Level.HINT, code, at, message, suggestion);
    }

    /** Says whether what follows is about a macro's text, which is reported where the rule calls it; returns what was. */
    @Nullable
    MacroPlace enter(@Nullable MacroPlace place) {
        MacroPlace before = macro;
        macro = place;
        return before;
    }

    private void add(Level level, String code, Origin at, String text, @Nullable String suggestion) {
        String message = suggestion == null ? text : text + "; did you mean '" + suggestion + "'?";
        Origin place = at;
        if (macro != null) {
            message = "in macro '" + macro.name() + "' at " + at.line() + ":" + at.column() + ": " + message;
            place = macro.call();
        }
        Source.Place shown = source.shown(place.line(), place.column());
        issues.add(
                new RuleIssue(level, field, code, shown.line(), shown.column(), message, shown.snippet(), suggestion));
    }

    boolean hasErrors() {
        return issues.stream().anyMatch(issue -> issue.level() == Level.ERROR);
    }

    /** By position; at one position errors first. */
    List<RuleIssue> sorted() {
        return issues.stream()
                .sorted(Comparator.comparingInt(RuleIssue::line)
                        .thenComparingInt(RuleIssue::column)
                        .thenComparing(RuleIssue::level))
                .toList();
    }
}
