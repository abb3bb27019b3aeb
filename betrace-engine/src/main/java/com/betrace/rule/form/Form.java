package com.betrace.rule.form;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A node of the typed form. Nodes are compared by identity: each stands for one place in the source. */
public sealed interface Form {

    Origin origin();

    Type type();

    /** The parts, in the order they are written. */
    List<Form> parts();

    default void visit(Consumer<Form> visitor) {
        visitor.accept(this);
        parts().forEach(part -> part.visit(visitor));
    }

    /** A literal, or a named list, lookup or parameter: anything with a value before there is data. */
    record Constant(Origin origin, Type type, @Nullable Object value) implements Form {
        @Override
        public List<Form> parts() {
            return List.of();
        }
    }

    /** A list or map literal, or a range; keys and values of a map take turns. */
    record Literal(Origin origin, Type type, List<Form> parts) implements Form {
        public Literal {
            parts = List.copyOf(parts);
        }
    }

    /** The current span. */
    record CurrentSpan(Origin origin) implements Form {
        @Override
        public Type type() {
            return Type.SPAN;
        }

        @Override
        public List<Form> parts() {
            return List.of();
        }
    }

    /** The trace. */
    record CurrentTrace(Origin origin) implements Form {
        @Override
        public Type type() {
            return Type.TRACE;
        }

        @Override
        public List<Form> parts() {
            return List.of();
        }
    }

    /** The group of a violation, beside the condition. */
    record CurrentGroup(Origin origin) implements Form {
        @Override
        public Type type() {
            return Type.GROUP;
        }

        @Override
        public List<Form> parts() {
            return List.of();
        }
    }

    /** A lambda's parameter where it is read. */
    record Reference(Origin origin, Parameter parameter) implements Form {
        @Override
        public Type type() {
            return parameter.type();
        }

        @Override
        public List<Form> parts() {
            return List.of();
        }
    }

    /** An intrinsic property. */
    record Property(Origin origin, Type type, Form target, String name) implements Form {
        @Override
        public List<Form> parts() {
            return List.of(target);
        }
    }

    /** An attribute; a key of several names may also be a path into a map. */
    record Attribute(Origin origin, Form target, List<String> path) implements Form {
        public Attribute {
            path = List.copyOf(path);
        }

        public String key() {
            return String.join(".", path);
        }

        @Override
        public Type type() {
            return Type.ANY;
        }

        @Override
        public List<Form> parts() {
            return List.of(target);
        }
    }

    /** {@code target[key]}: an attribute by a computed key, or an element of a list or map. */
    record Index(Origin origin, Type type, Form target, Form key) implements Form {
        @Override
        public List<Form> parts() {
            return List.of(target, key);
        }
    }

    /**
     * A function, where target is null, or a method.
     *
     * @param namesSpans whether {@code has(..)} yields the spans it found, as they are a rule's offenders
     */
    record Call(Origin origin, Type type, @Nullable Form target, String name, List<Form> arguments, boolean namesSpans)
            implements Form {
        public Call {
            arguments = List.copyOf(arguments);
        }

        public Call(Origin origin, Type type, @Nullable Form target, String name, List<Form> arguments) {
            this(origin, type, target, name, arguments, false);
        }

        public Call namingSpans() {
            return new Call(origin, Type.SPANSET, target, name, arguments, true);
        }

        @Override
        public List<Form> parts() {
            List<Form> parts = new ArrayList<>();
            if (target != null) {
                parts.add(target);
            }
            parts.addAll(arguments);
            return parts;
        }
    }

    /** An operator on one operand. */
    record Unary(Origin origin, Type type, Operator operator, Form operand) implements Form {
        @Override
        public List<Form> parts() {
            return List.of(operand);
        }
    }

    /** An operator on two operands. */
    record Binary(Origin origin, Type type, Operator operator, Form left, Form right) implements Form {
        @Override
        public List<Form> parts() {
            return List.of(left, right);
        }
    }

    /** {@code test ? yes : no}. */
    record Conditional(Origin origin, Form test, Form yes, Form no) implements Form {
        @Override
        public Type type() {
            return yes.type().or(no.type());
        }

        @Override
        public List<Form> parts() {
            return List.of(test, yes, no);
        }
    }

    /** A function written in the rule. */
    record Lambda(Origin origin, List<Parameter> parameters, Form body) implements Form {
        public Lambda {
            parameters = List.copyOf(parameters);
        }

        @Override
        public Type type() {
            return Type.LAMBDA;
        }

        @Override
        public List<Form> parts() {
            return List.of(body);
        }
    }

    /** A macro call: what was written, and what it means with its arguments put in. */
    record Expansion(Origin origin, String macro, Form body) implements Form {
        @Override
        public Type type() {
            return body.type();
        }

        @Override
        public List<Form> parts() {
            return List.of(body);
        }
    }

    /** {@code when(subject).always(..).never(..)}; {@code never(x)} has the subject true. */
    record Invariant(Origin origin, Form subject, List<Clause> clauses) implements Form {
        public Invariant {
            clauses = List.copyOf(clauses);
        }

        @Override
        public Type type() {
            return Type.INVARIANT;
        }

        @Override
        public List<Form> parts() {
            List<Form> parts = new ArrayList<>();
            parts.add(subject);
            clauses.forEach(clause -> parts.add(clause.condition()));
            return parts;
        }
    }

    /** What must hold, or must not. */
    record Clause(boolean always, Form condition) {}

    /** A place where the source has an error that has been reported; it goes with everything. */
    record Broken(Origin origin, List<Form> parts) implements Form {
        public Broken {
            parts = List.copyOf(parts);
        }

        @Override
        public Type type() {
            return Type.ANY;
        }
    }

    /** A lambda's parameter; compared by identity. */
    final class Parameter {
        private final String name;
        private final Type type;

        public Parameter(String name, Type type) {
            this.name = name;
            this.type = type;
        }

        public String name() {
            return name;
        }

        public Type type() {
            return type;
        }
    }
}
