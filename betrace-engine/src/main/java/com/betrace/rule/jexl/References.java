package com.betrace.rule.jexl;

import com.betrace.model.SharedKey;
import com.betrace.rule.form.Form;
import com.betrace.rule.form.Origin;
import com.betrace.rule.form.Signature;
import com.betrace.rule.form.Type;
import com.betrace.rule.form.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.jexl3.parser.ASTArrayAccess;
import org.apache.commons.jexl3.parser.ASTFunctionNode;
import org.apache.commons.jexl3.parser.ASTIdentifier;
import org.apache.commons.jexl3.parser.ASTIdentifierAccess;
import org.apache.commons.jexl3.parser.ASTIdentifierAccessSafe;
import org.apache.commons.jexl3.parser.ASTMethodNode;
import org.apache.commons.jexl3.parser.ASTReference;
import org.apache.commons.jexl3.parser.ASTStringLiteral;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** Chains such as {@code span.parent.http.route}, {@code spans(..).where(..).count} and the variables they start with. */
final class References {

    private final Lowering lowering;
    private final Calls calls;
    private final Members members;

    References(Lowering lowering) {
        this.lowering = lowering;
        this.calls = new Calls(lowering);
        this.members = new Members(lowering, calls);
    }

    Form identifier(JexlNode node, Scope scope) {
        String name = ((ASTIdentifier) node).getName();
        Form.Parameter parameter = scope.parameter(name);
        if (parameter != null) {
            return new Form.Reference(lowering.origin(node), parameter);
        }
        Scope.Argument argument = scope.argument(name);
        if (argument != null) {
            return lowering.lower(argument.node(), argument.scope());
        }
        return variable(node, name, scope);
    }

    private Form variable(JexlNode node, String name, Scope scope) {
        Origin at = lowering.origin(node);
        switch (name) {
            case "span" -> {
                return scope.macro() == null ? new Form.CurrentSpan(at) : notInMacro(node, "span");
            }
            case "trace" -> {
                return new Form.CurrentTrace(at);
            }
            case "group" -> {
                return group(node, at);
            }
            case "list", "lookup", "param" -> {
                lowering.issues()
                        .error("incomplete-name", at, "expected a name after '" + name + "', such as " + name + ".x");
                return lowering.broken(node);
            }
            default -> {}
        }
        if (Vocabulary.function(name) != null || lowering.names().macros().containsKey(name)) {
            lowering.issues().error("not-a-value", at, "'" + name + "' is a function; call it: " + name + "(..)");
            return lowering.broken(node);
        }
        if (Vocabulary.isChoice(name)) {
            lowering.issues()
                    .error(
                            "unknown-variable",
                            at,
                            "unknown variable '" + name + "'; write the string '" + name + "' in quotes");
            return lowering.broken(node);
        }
        Set<String> known = new TreeSet<>(Vocabulary.VARIABLES);
        known.addAll(scope.names());
        return lowering.unknown(node, "unknown-variable", "unknown variable", name, known);
    }

    private Form group(JexlNode node, Origin at) {
        if (lowering.offersGroup()) {
            return new Form.CurrentGroup(at);
        }
        lowering.issues()
                .error(
                        "unknown-variable",
                        at,
                        "unknown variable 'group'; it is there only in the message, fingerprint and exceptions of a rule"
                                + " that yields groups");
        return lowering.broken(node);
    }

    private Form notInMacro(JexlNode node, String name) {
        lowering.issues()
                .error(
                        "not-in-macro",
                        lowering.origin(node),
                        "a macro cannot read '" + name + "'; give it what it needs as an argument");
        return lowering.broken(node);
    }

    Form function(JexlNode node, Scope scope) {
        String name = ((ASTIdentifier) node.jjtGetChild(0)).getName();
        String namespace = ((ASTIdentifier) node.jjtGetChild(0)).getNamespace();
        List<JexlNode> arguments = Macros.arguments(node.jjtGetChild(1));
        if (namespace != null) {
            lowering.issues()
                    .error(
                            "not-allowed",
                            lowering.origin(node),
                            "'" + namespace + ":" + name
                                    + "' would call into a namespace; put spaces around the ':' of a ? b : c");
            return lowering.broken(node);
        }
        if (lowering.names().macros().containsKey(name)) {
            return lowering.macros().expand(node, name, arguments, scope);
        }
        Signature signature = Vocabulary.function(name);
        if (signature == null) {
            Set<String> known = Vocabulary.functions();
            known.addAll(lowering.names().macros().keySet());
            known.add("size");
            Type owner = Vocabulary.method(Type.SPANSET, name) != null ? Type.SPANSET : Type.SPAN;
            if (Vocabulary.method(owner, name) == null) {
                return lowering.unknown(node, "unknown-function", "unknown function", name, known);
            }
            lowering.issues()
                    .error(
                            "unknown-function",
                            lowering.origin(node),
                            "'" + name + "' is a method of " + owner.phrase() + "; write "
                                    + (owner == Type.SPAN ? "span." : "spans(..).") + name + "(..)");
            return lowering.broken(node);
        }
        if (signature.result() == Type.INVARIANT) {
            lowering.issues()
                    .error(
                            "when-not-at-top",
                            lowering.origin(node),
                            "'" + name + "(..)' can only be the whole expression, since"
                                    + " truthy means violated; write .always(..).always(..) or two rules");
            return lowering.broken(node);
        }
        return calls.call(lowering.origin(node), name, signature, null, arguments, scope);
    }

    /** Whether a node is {@code when(..)...} or {@code never(..)}. */
    boolean isInvariant(JexlNode node) {
        JexlNode first = node instanceof ASTReference ? node.jjtGetChild(0) : node;
        return first instanceof ASTFunctionNode
                && first.jjtGetChild(0) instanceof ASTIdentifier name
                && name.getNamespace() == null
                && (name.getName().equals("when") || name.getName().equals("never"));
    }

    Form invariant(JexlNode node, Scope scope) {
        JexlNode first = node instanceof ASTReference ? node.jjtGetChild(0) : node;
        String name = ((ASTIdentifier) first.jjtGetChild(0)).getName();
        List<JexlNode> arguments = Macros.arguments(first.jjtGetChild(1));
        if (arguments.size() != 1) {
            lowering.issues()
                    .error(
                            "wrong-arity",
                            lowering.origin(first),
                            name + "(..) takes 1 argument, not " + arguments.size());
            return lowering.broken(node);
        }
        Form argument = lowering.lower(arguments.get(0), scope);
        List<Form.Clause> clauses = new ArrayList<>();
        Form subject = argument;
        if (name.equals("never")) {
            subject = new Form.Constant(lowering.origin(first), Type.BOOL, true);
            clauses.add(new Form.Clause(false, argument));
        }
        for (int i = 1; node != first && i < node.jjtGetNumChildren(); i++) {
            Form.Clause clause = clause(node.jjtGetChild(i), subject, scope);
            if (clause == null) {
                return lowering.broken(node, subject);
            }
            clauses.add(clause);
        }
        if (clauses.isEmpty()) {
            lowering.issues()
                    .error(
                            "when-without-clause",
                            lowering.origin(node),
                            "when(..) says nothing yet; add .always(..) or .never(..)");
            return lowering.broken(node, subject);
        }
        return new Form.Invariant(lowering.origin(node), subject, clauses);
    }

    private Form.@Nullable Clause clause(JexlNode node, Form subject, Scope scope) {
        if (!(node instanceof ASTMethodNode)) {
            lowering.issues()
                    .error(
                            "not-a-clause",
                            lowering.origin(node),
                            "after when(..) only .always(..) and .never(..) can follow");
            return null;
        }
        String name = String.valueOf(node.jjtGetChild(0));
        if (!name.equals("always") && !name.equals("never")) {
            lowering.unknown(
                    node,
                    "unknown-method",
                    "after when(..) only .always(..) and .never(..) can follow, not",
                    name,
                    Vocabulary.methods(Type.INVARIANT));
            return null;
        }
        List<JexlNode> arguments = Macros.arguments(node.jjtGetChild(1));
        if (arguments.size() != 1) {
            lowering.issues()
                    .error(
                            "wrong-arity",
                            lowering.origin(node),
                            name + "(..) takes 1 argument, not " + arguments.size());
            return null;
        }
        JexlNode argument = arguments.get(0);
        return new Form.Clause(name.equals("always"), condition(name, argument, subject, scope));
    }

    private Form condition(String clause, JexlNode argument, Form subject, Scope scope) {
        if (!calls.isLambda(argument, scope)) {
            return lowering.lower(argument, scope);
        }
        if (subject.type() != Type.SPANSET && !(subject instanceof Form.Broken)) {
            lowering.issues()
                    .error(
                            "stray-lambda",
                            lowering.origin(argument),
                            "a lambda judges each span of a set, but when(..) is given "
                                    + subject.type().phrase() + "; write ." + clause
                                    + "(condition), or a set such as when(spans(..))");
            return lowering.broken(argument);
        }
        return calls.lambda(argument, scope, Signature.Argument.SPAN_LAMBDA, Type.SPAN);
    }

    Form chain(JexlNode node, Scope scope) {
        JexlNode first = node.jjtGetChild(0);
        if (isInvariant(first)) {
            return function(first, scope);
        }
        int next = 1;
        Form at;
        if (first instanceof ASTIdentifier identifier && isShared(identifier, scope)) {
            at = shared(node, identifier.getName(), scope);
            at = elements(node, at, Macros.arguments(node.jjtGetChild(1)), 1, scope);
            next = 2;
        } else {
            at = lowering.lower(first, scope);
        }
        return continueChain(node, at, next, scope);
    }

    private Form continueChain(JexlNode node, Form start, int from, Scope scope) {
        Form at = start;
        int next = from;
        while (next < node.jjtGetNumChildren()) {
            if (at instanceof Form.Broken) {
                return at;
            }
            JexlNode child = node.jjtGetChild(next);
            if (child.getClass() == ASTIdentifierAccess.class) {
                List<JexlNode> run = run(node, next);
                at = members.run(node, at, run, scope);
                next += run.size();
            } else if (child instanceof ASTMethodNode) {
                at = members.method(node, at, child, scope);
                next++;
            } else if (child instanceof ASTArrayAccess) {
                at = elements(node, at, Macros.arguments(child), 0, scope);
                next++;
            } else {
                return notAllowed(node, child, scope);
            }
        }
        return at;
    }

    /** Brackets side by side are one node, whose keys are taken one after another. */
    private Form elements(JexlNode node, Form start, List<JexlNode> keys, int from, Scope scope) {
        Form at = start;
        for (JexlNode key : keys.subList(Math.min(from, keys.size()), keys.size())) {
            at = at instanceof Form.Broken ? at : members.index(node, at, lowering.lower(key, scope));
        }
        return at;
    }

    /** The parser places the operator {@code ?.} behind what follows it. */
    private Form notAllowed(JexlNode chain, JexlNode child, Scope scope) {
        Source source = scope.source();
        Origin at = lowering.origin(chain);
        int found = source.text().indexOf("?.", source.offset(at.line(), at.column()));
        if (!(child instanceof ASTIdentifierAccessSafe) || found < 0) {
            return lowering.lower(child, scope);
        }
        lowering.issues()
                .error(
                        "not-allowed",
                        new Origin(source.line(found), source.column(found), ""),
                        "'?.' is not needed: a member of a missing value is missing; write '.'");
        return lowering.broken(chain);
    }

    private static List<JexlNode> run(JexlNode node, int from) {
        List<JexlNode> run = new ArrayList<>();
        for (int i = from;
                i < node.jjtGetNumChildren() && node.jjtGetChild(i).getClass() == ASTIdentifierAccess.class;
                i++) {
            run.add(node.jjtGetChild(i));
        }
        return run;
    }

    private static boolean isShared(ASTIdentifier identifier, Scope scope) {
        String name = identifier.getName();
        return (name.equals("list") || name.equals("lookup") || name.equals("param"))
                && scope.parameter(name) == null
                && scope.argument(name) == null;
    }

    /** {@code list.x}, {@code lookup['x']}, {@code param.x}. */
    private Form shared(JexlNode node, String kind, Scope scope) {
        String name = sharedName(node.jjtGetChild(1));
        if (name == null) {
            lowering.issues()
                    .error(
                            "incomplete-name",
                            lowering.origin(node),
                            "expected a name after '" + kind + "', such as " + kind + ".x");
            return lowering.broken(node);
        }
        if (kind.equals("param") && scope.macro() != null) {
            return notInMacro(node, "param");
        }
        Origin at =
                new Origin(lowering.origin(node).line(), lowering.origin(node).column(), kind + "." + name);
        Object value;
        Set<String> known;
        switch (kind) {
            case "list" -> {
                value = lowering.names().lists().get(name);
                known = lowering.names().lists().keySet();
            }
            case "lookup" -> {
                value = lowering.names().lookups().get(name);
                known = lowering.names().lookups().keySet();
            }
            default -> {
                value = lowering.params().get(name);
                known = lowering.params().keySet();
            }
        }
        if (value == null) {
            String what = kind.equals("list")
                    ? "unknown list"
                    : kind.equals("lookup") ? "unknown lookup" : "unknown parameter";
            return lowering.unknown(node, "unknown-" + (kind.equals("param") ? "parameter" : kind), what, name, known);
        }
        if (!kind.equals("param")) {
            lowering.used().add(new SharedKey(kind.equals("list") ? SharedKey.Kind.LIST : SharedKey.Kind.LOOKUP, name));
        }
        return new Form.Constant(at, typeOf(value), value);
    }

    private static @Nullable String sharedName(JexlNode node) {
        if (node.getClass() == ASTIdentifierAccess.class) {
            return ((ASTIdentifierAccess) node).getName();
        }
        return node instanceof ASTArrayAccess
                        && node.jjtGetNumChildren() > 0
                        && node.jjtGetChild(0) instanceof ASTStringLiteral text
                ? text.getLiteral()
                : null;
    }

    static Type typeOf(Object value) {
        if (value instanceof List) {
            return Type.LIST;
        }
        if (value instanceof Map) {
            return Type.MAP;
        }
        if (value instanceof Number) {
            return Type.NUMBER;
        }
        return value instanceof Boolean ? Type.BOOL : Type.STRING;
    }
}
