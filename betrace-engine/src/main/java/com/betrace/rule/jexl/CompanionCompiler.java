package com.betrace.rule.jexl;

import com.betrace.model.Exemption;
import com.betrace.model.RuleDefinition;
import com.betrace.rule.RuleIssue;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.RuleScope;
import com.betrace.rule.SharedNames;
import com.betrace.rule.form.Form;
import com.betrace.rule.form.Origin;
import com.betrace.rule.form.Reads;
import com.betrace.rule.jexl.Companions.CompiledExemption;
import com.betrace.rule.jexl.MessageTemplate.Computed;
import com.betrace.rule.jexl.MessageTemplate.Fixed;
import com.betrace.rule.jexl.MessageTemplate.Part;
import com.betrace.rule.jexl.MessageTemplate.Piece;
import com.betrace.rule.jexl.MessageTemplate.Unterminated;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.jexl3.parser.ASTJexlScript;
import org.jspecify.annotations.Nullable;

/** Compiles what a rule says beside its condition, each expression by itself and with its own issues. */
final class CompanionCompiler {

    private final RuleDefinition definition;
    private final SharedNames names;
    private final ExpressionParser parser;
    private final RuleEngine engine;
    private final RuleScope scope;
    private final boolean groups;
    private final RuleLimits limits;
    private final List<RuleIssue> issues = new ArrayList<>();
    private int compiled;
    private boolean readsTrace;

    /**
     * A compiler for one rule.
     *
     * @param scope that of the rule, beyond which its companions may not read
     * @param groups whether the rule yields groups
     */
    CompanionCompiler(
            RuleDefinition definition,
            SharedNames names,
            ExpressionParser parser,
            RuleEngine engine,
            RuleScope scope,
            boolean groups,
            RuleLimits limits) {
        this.definition = definition;
        this.names = names;
        this.parser = parser;
        this.engine = engine;
        this.scope = scope;
        this.groups = groups;
        this.limits = limits;
    }

    List<RuleIssue> issues() {
        return issues;
    }

    /** Whether any of them reads more than a span's own data. */
    boolean readsTrace() {
        return readsTrace;
    }

    Companions compile() {
        MessageTemplate message = definition.message().isEmpty() ? null : message(definition.message());
        List<Program> fingerprint = new ArrayList<>();
        for (int i = 0; i < definition.fingerprint().size(); i++) {
            String field = "fingerprint[" + i + "]";
            add(fingerprint, compile(field, new Source(definition.fingerprint().get(i)), false));
        }
        List<CompiledExemption> exceptions = new ArrayList<>();
        for (int i = 0; i < definition.exceptions().size(); i++) {
            Exemption exemption = definition.exceptions().get(i);
            Program when = compile("exceptions[" + i + "].when", new Source(exemption.when()), true);
            if (when != null) {
                exceptions.add(new CompiledExemption(exemption, when));
            }
        }
        return new Companions(message, fingerprint, exceptions);
    }

    private static <T> void add(List<T> list, @Nullable T item) {
        if (item != null) {
            list.add(item);
        }
    }

    private MessageTemplate message(String template) {
        List<Piece> pieces = new ArrayList<>();
        List<RuleIssue> unterminated = List.of();
        try {
            MessageTemplate.split(template, pieces);
        } catch (Unterminated e) {
            Source source = new Source(template);
            Issues found = new Issues(source, "message");
            Origin at = new Origin(source.line(e.at()), source.column(e.at()), "");
            found.error("unterminated-template", at, "'${' has no '}'; write $${ for the characters themselves");
            unterminated = found.sorted();
        }
        List<Part> parts = new ArrayList<>();
        for (Piece piece : pieces) {
            add(parts, piece.isExpression() ? computed(template, piece) : new Fixed(piece.text()));
        }
        issues.addAll(unterminated);
        return new MessageTemplate(parts);
    }

    private @Nullable Computed computed(String template, Piece piece) {
        Program program = compile("message", Source.part(template, piece.start(), piece.text()), false);
        return program == null ? null : new Computed(program);
    }

    private @Nullable Program compile(String field, Source source, boolean condition) {
        Issues found = new Issues(source, field);
        Program program = compile(source, found, condition);
        issues.addAll(found.sorted());
        return program;
    }

    private @Nullable Program compile(Source source, Issues found, boolean condition) {
        if (compiled++ >= limits.maxCompanions()) {
            found.error(
                    "too-many-expressions",
                    new Origin(1, 1, ""),
                    "a rule has at most " + limits.maxCompanions()
                            + " expressions in its message, fingerprint and exceptions together");
            return null;
        }
        ASTJexlScript script = parser.parse(source, found);
        if (script == null) {
            return null;
        }
        Lowering lowering = new Lowering(found, names, definition.params(), parser, groups);
        Form form = lowering.lowerCompanion(script, source);
        Reads reads = Reads.of(form);
        readsTrace |= reads.readsTrace();
        if (scope == RuleScope.SPAN && reads.readsTrace()) {
            found.error(
                    "reads-too-much",
                    form.origin(),
                    "the rule is judged on a span's own data as it arrives, where the rest of its trace"
                            + " cannot be read");
        }
        if (condition && !reads.any() && !found.hasErrors()) {
            found.error("reads-nothing", form.origin(), "the exception reads nothing of the offender; start with span");
        }
        return found.hasErrors()
                ? null
                : new Program(
                        script,
                        form,
                        new EvaluationContext.Names(
                                names, definition.params(), lowering.macros().used(), engine),
                        engine);
    }
}
