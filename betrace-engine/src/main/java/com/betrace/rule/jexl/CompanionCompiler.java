package com.betrace.rule.jexl;

import com.betrace.model.Exemption;
import com.betrace.model.Rule;
import com.betrace.model.RuleDefinition;
import com.betrace.model.SharedKey;
import com.betrace.rule.RuleIssue;
import com.betrace.rule.RuleLimits;
import com.betrace.rule.RuleScope;
import com.betrace.rule.SharedNames;
import com.betrace.rule.form.Form;
import com.betrace.rule.form.Origin;
import com.betrace.rule.form.Reads;
import com.betrace.rule.form.Yields;
import com.betrace.rule.jexl.Companions.CompiledExemption;
import com.betrace.rule.jexl.MessageTemplate.Computed;
import com.betrace.rule.jexl.MessageTemplate.Fixed;
import com.betrace.rule.jexl.MessageTemplate.Part;
import com.betrace.rule.jexl.MessageTemplate.Piece;
import com.betrace.rule.jexl.MessageTemplate.Unterminated;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.jexl3.parser.ASTJexlScript;
import org.jspecify.annotations.Nullable;

/**
 * Compiles what a rule says beside its condition, each expression by itself and with its own issues, up to the first that is
 * more than a rule may have.
 */
final class CompanionCompiler {

    private static final Origin START = new Origin(1, 1, "");

    private final RuleDefinition definition;
    private final Map<String, Object> params;
    private final SharedNames names;
    private final Tools tools;
    private final Room room;
    private final List<RuleIssue> issues = new ArrayList<>();
    private int compiled;
    private int length;
    private boolean full;
    private boolean readsTrace;
    private final Set<SharedKey> shared = new HashSet<>();

    /** What all rules are compiled with. */
    record Tools(
            ExpressionParser parser, RuleEngine engine, RuleLimits limits, JexlRuleCompiler.Evaluation evaluation) {}

    /**
     * What a rule's condition leaves to its companions.
     *
     * @param scope beyond which they may not read
     * @param groups whether the rule yields groups
     */
    record Room(RuleScope scope, boolean groups) {

        /** Of a condition that has errors, so that nobody knows. */
        static final Room ANY = new Room(RuleScope.SPAN_IN_TRACE, true);

        static Room of(@Nullable Program condition) {
            return condition == null
                    ? ANY
                    : new Room(Reads.of(condition.form()).scope(), Yields.groups(condition.form()));
        }
    }

    CompanionCompiler(Rule rule, SharedNames names, Tools tools, Room room) {
        this.definition = rule.definition();
        this.params = rule.params();
        this.names = names;
        this.tools = tools;
        this.room = room;
    }

    List<RuleIssue> issues() {
        return issues;
    }

    /** Whether any of them reads more than a span's own data. */
    boolean readsTrace() {
        return readsTrace;
    }

    /** Lists, lookups and macros that any of them reads. */
    Set<SharedKey> shared() {
        return shared;
    }

    Companions compile() {
        MessageTemplate message = definition.message().isEmpty() ? null : message(definition.message());
        return new Companions(message, fingerprint(), exceptions());
    }

    private List<Program> fingerprint() {
        List<Program> fingerprint = new ArrayList<>();
        for (int i = 0; i < definition.fingerprint().size() && !full; i++) {
            String field = "fingerprint[" + i + "]";
            add(fingerprint, compile(field, new Source(definition.fingerprint().get(i)), false));
        }
        return fingerprint;
    }

    private List<CompiledExemption> exceptions() {
        List<CompiledExemption> exceptions = new ArrayList<>();
        for (int i = 0; i < definition.exceptions().size() && !full; i++) {
            Exemption exemption = definition.exceptions().get(i);
            Program when = compile("exceptions[" + i + "].when", new Source(exemption.when()), true);
            if (when != null) {
                exceptions.add(new CompiledExemption(exemption, when));
            }
        }
        return exceptions;
    }

    private static <T> void add(List<T> list, @Nullable T item) {
        if (item != null) {
            list.add(item);
        }
    }

    private MessageTemplate message(String template) {
        Source whole = new Source(template);
        List<Piece> pieces = new ArrayList<>();
        List<RuleIssue> unterminated = List.of();
        try {
            MessageTemplate.split(template, pieces);
        } catch (Unterminated e) {
            Issues found = new Issues(whole, "message");
            Origin at = new Origin(whole.line(e.at()), whole.column(e.at()), "");
            found.error("unterminated-template", at, "'${' has no '}'; write $${ for the characters themselves");
            unterminated = found.sorted();
        }
        List<Part> parts = new ArrayList<>();
        for (Piece piece : pieces) {
            if (!piece.isExpression()) {
                parts.add(new Fixed(piece.text()));
            } else if (!full) {
                add(parts, computed(whole, piece));
            }
        }
        issues.addAll(unterminated);
        return new MessageTemplate(parts);
    }

    private @Nullable Computed computed(Source whole, Piece piece) {
        Program program = compile("message", Source.part(whole, piece.start(), piece.text()), false);
        return program == null ? null : new Computed(program);
    }

    private @Nullable Program compile(String field, Source source, boolean condition) {
        Issues found = new Issues(source, field);
        Program program = admits(source, found) ? compile(source, found, condition) : null;
        issues.addAll(found.sorted());
        return program;
    }

    /** False at the first that is too much, with an error. */
    private boolean admits(Source source, Issues found) {
        RuleLimits limits = tools.limits();
        length += source.text().length();
        if (++compiled > limits.maxCompanions()) {
            full = true;
            found.error(
                    "too-many-expressions",
                    START,
                    "a rule has at most " + limits.maxCompanions()
                            + " expressions in its message, fingerprint and exceptions together");
        } else if (length > limits.maxCompanionsLength()) {
            full = true;
            found.error(
                    "text-too-long",
                    START,
                    "the expressions in a rule's message, fingerprint and exceptions have at most "
                            + limits.maxCompanionsLength() + " characters together");
        }
        return !full;
    }

    private @Nullable Program compile(Source source, Issues found, boolean condition) {
        ASTJexlScript script = tools.parser().parse(source, found);
        if (script == null) {
            return null;
        }
        Lowering lowering = new Lowering(found, names, params, tools.parser(), room.groups());
        Form form = lowering.lowerCompanion(script, source);
        checkReads(form, found, condition);
        shared.addAll(lowering.used());
        return found.hasErrors()
                ? null
                : Program.of(
                        script,
                        form,
                        new EvaluationContext.Names(
                                names, params, lowering.macros().used(), tools.engine()),
                        tools.evaluation());
    }

    private void checkReads(Form form, Issues found, boolean condition) {
        Reads reads = Reads.of(form);
        readsTrace |= reads.readsTrace();
        if (room.scope() == RuleScope.SPAN && reads.readsTrace()) {
            found.error(
                    "reads-too-much",
                    form.origin(),
                    "the rule is judged on a span's own data as it arrives, where the rest of its trace"
                            + " cannot be read");
        }
        if (condition && !reads.any() && !found.hasErrors()) {
            found.error("reads-nothing", form.origin(), "the exception reads nothing of the offender; start with span");
        }
    }
}
