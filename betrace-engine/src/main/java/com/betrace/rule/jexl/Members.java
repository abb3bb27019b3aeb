package com.betrace.rule.jexl;

import com.betrace.rule.form.Form;
import com.betrace.rule.form.Origin;
import com.betrace.rule.form.Signature;
import com.betrace.rule.form.Type;
import com.betrace.rule.form.Vocabulary;
import com.betrace.spelling.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.jexl3.parser.ASTIdentifierAccess;
import org.apache.commons.jexl3.parser.JexlNode;
import org.jspecify.annotations.Nullable;

/** What may follow a value: properties, attributes, methods, brackets. */
final class Members {

    /** Shorter names are one edit from anything. */
    private static final int MIN_NEAR = 3;

    /** What other languages call the methods of a set. */
    private static final Map<String, String> ALIASES = Map.of(
            "size",
            "count",
            "length",
            "count",
            "isEmpty",
            "any",
            "exists",
            "any",
            "filter",
            "where",
            "map",
            "distinct");

    private final Lowering lowering;
    private final Calls calls;

    Members(Lowering lowering, Calls calls) {
        this.lowering = lowering;
        this.calls = calls;
    }

    /** Dotted names up to a call or bracket. */
    Form run(JexlNode chain, Form start, List<JexlNode> nodes, Scope scope) {
        List<String> names = nodes.stream()
                .map(node -> ((ASTIdentifierAccess) node).getName())
                .toList();
        Form at = start;
        int offset = 0;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Type type = at.type();
            Type property = Vocabulary.property(type, name);
            offset = i == 0
                    ? offset(chain, scope, start, name)
                    : nextOffset(scope, offset + names.get(i - 1).length(), name);
            Origin origin = origin(scope, offset, start, names.subList(0, i + 1));
            if (property != null) {
                at = new Form.Property(origin, property, at, name);
            } else if (readsAttributes(type)) {
                return attribute(origin, at, names.subList(i, names.size()));
            } else if (isProperty(type, name)) {
                Signature signature = Vocabulary.method(type, name);
                at = new Form.Call(origin, signature == null ? Type.ANY : signature.result(), at, name, List.of());
            } else {
                return noMember(chain, origin, at, names.subList(i, names.size()));
            }
        }
        return at;
    }

    private static boolean readsAttributes(Type type) {
        return type == Type.SPAN || type == Type.ATTRIBUTES || type == Type.MAP || type.isUnknown();
    }

    /** Methods without arguments may be written without parentheses on sets and groups. */
    private static boolean isProperty(Type type, String name) {
        Signature signature = Vocabulary.method(type, name);
        return (type == Type.SPANSET || type == Type.GROUPS) && signature != null && signature.required() == 0;
    }

    private Form attribute(Origin origin, Form target, List<String> path) {
        if (target.type() == Type.SPAN) {
            String name = path.get(0);
            String intrinsic = Suggestions.oneEditAway(name, Vocabulary.properties(Type.SPAN));
            boolean plausible =
                    path.size() == 1 || intrinsic != null && isContainer(Vocabulary.property(Type.SPAN, intrinsic));
            if (intrinsic != null && plausible && name.length() >= MIN_NEAR) {
                lowering.issues()
                        .warning("near-intrinsic", origin, "'" + name + "' is read as an attribute", intrinsic);
            } else if (path.size() == 1 && Vocabulary.method(Type.SPAN, name) != null) {
                lowering.issues()
                        .warning(
                                "near-intrinsic",
                                origin,
                                "'" + name + "' is read as an attribute; to call the method write " + name + "(..)",
                                null);
            }
        }
        return new Form.Attribute(origin, target, path);
    }

    private static boolean isContainer(@Nullable Type type) {
        return type == Type.SPAN || type == Type.SPANSET || type == Type.ATTRIBUTES;
    }

    private Form noMember(JexlNode chain, Origin origin, Form target, List<String> rest) {
        Type type = target.type();
        String name = rest.get(0);
        if (target instanceof Form.Property property && property.target().type() == Type.SPAN && !type.namesSpans()) {
            String key = property.name() + "." + String.join(".", rest);
            String of = property.target().origin().text();
            String instead = property.name().equals("root")
                    ? "for the root span write trace.root"
                    : "write " + of + "['" + key + "'] or " + of + "." + property.name();
            lowering.issues()
                    .error("no-such-member", origin, property.name() + " is " + type.phrase() + "; " + instead);
            return lowering.broken(chain, target);
        }
        Set<String> known = new TreeSet<>(Vocabulary.properties(type));
        known.addAll(Vocabulary.methods(type));
        String message = type.phrase() + " has no '" + name + "'" + attributeHint(type, name);
        lowering.issues().error("no-such-member", origin, message, nearest(type, name, known));
        return lowering.broken(chain, target);
    }

    private static String attributeHint(Type type, String name) {
        return switch (type) {
            case SPANSET ->
                ALIASES.containsKey(name)
                        ? ""
                        : "; for an attribute of its spans write .where(s -> s." + name + " ..) or .first." + name;
            case EVENT, LINK -> "; for an attribute write ['" + name + "']";
            default -> "";
        };
    }

    Form method(JexlNode chain, Form target, JexlNode node, Scope scope) {
        String name = ((ASTIdentifierAccess) node.jjtGetChild(0)).getName();
        List<JexlNode> arguments = Macros.arguments(node.jjtGetChild(1));
        Type type = target.type();
        Origin start = origin(scope, offset(chain, scope, target, name), target, List.of(name));
        Origin origin = new Origin(
                start.line(),
                start.column(),
                () -> start.text() + "("
                        + String.join(", ", arguments.stream().map(NodeText::of).toList()) + ")");
        Signature signature = Vocabulary.method(type, name);
        if (signature != null) {
            return calls.call(origin, name, signature, target, arguments, scope);
        }
        if (Vocabulary.property(type, name) != null && arguments.isEmpty()) {
            lowering.issues()
                    .error(
                            "not-a-method",
                            origin,
                            "'" + name + "' is a property of " + type.phrase() + "; write it without parentheses");
            return lowering.broken(chain, target);
        }
        Set<String> known = new TreeSet<>(Vocabulary.methods(type));
        lowering.issues()
                .error(
                        "unknown-method",
                        origin,
                        type.phrase() + " has no method '" + name + "'" + where(type, name),
                        nearest(type, name, known));
        return lowering.broken(chain, target);
    }

    private static @Nullable String nearest(Type type, String name, Set<String> known) {
        String alias = type == Type.SPANSET ? ALIASES.get(name) : null;
        return alias == null ? Suggestions.nearest(name, known) : alias;
    }

    private static String where(Type type, String name) {
        return type == Type.SPANSET && Vocabulary.method(Type.SPAN, name) != null
                ? "; a span has: write .where(s -> s." + name + "(..)) or .any(s -> s." + name + "(..))"
                : "";
    }

    Form index(JexlNode chain, Form target, Form key) {
        Type type = target.type();
        Origin origin = new Origin(
                target.origin().line(),
                target.origin().column(),
                target.origin().text() + "[" + key.origin().text() + "]");
        if (type == Type.SPAN || type == Type.ATTRIBUTES || type == Type.EVENT || type == Type.LINK) {
            if (key instanceof Form.Constant constant && constant.value() instanceof String text) {
                return new Form.Attribute(origin, target, List.of(text));
            }
            if (key.type() == Type.STRING || key.type().isUnknown()) {
                return new Form.Index(origin, Type.ANY, target, key);
            }
            lowering.issues()
                    .error(
                            "wrong-key",
                            key.origin(),
                            "an attribute key is a string, not " + key.type().phrase());
            return lowering.broken(chain, target);
        }
        if (type == Type.MAP || type.isList() || type.isUnknown()) {
            return new Form.Index(origin, type.isList() ? type.item() : Type.ANY, target, key);
        }
        lowering.issues().error("no-such-member", key.origin(), type.phrase() + " has no elements to take by []");
        return lowering.broken(chain, target);
    }

    private static Origin origin(Scope scope, int offset, Form start, List<String> names) {
        Source source = scope.source();
        Origin before = start.origin();
        return new Origin(
                source.line(offset), source.column(offset), () -> before.text() + "." + String.join(".", names));
    }

    /** Where the first name after a form stands: found in the source, as the parser does not tell. */
    private int offset(JexlNode chain, Scope scope, Form start, String name) {
        Origin first = lowering.origin(chain);
        Source source = scope.source();
        int begin = source.offset(first.line(), first.column());
        int from = Math.max(source.offset(start.origin().line(), start.origin().column()), begin) + firstWord(start);
        int found = source.text().indexOf(name, from);
        if (found < 0) {
            found = source.text().indexOf(name, begin + 1);
        }
        return found < 0 ? from : found;
    }

    private static int nextOffset(Scope scope, int from, String name) {
        int found = scope.source().text().indexOf(name, from);
        return found < 0 ? from : found;
    }

    /** How many characters a form certainly takes. */
    private static int firstWord(Form form) {
        return Math.max(1, form.origin().text().length());
    }
}
