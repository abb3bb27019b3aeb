package com.betrace.rule.form;

import com.betrace.model.StatusCode;
import com.betrace.rule.index.SpanField;
import com.betrace.rule.index.SpanKey;
import com.betrace.rule.value.Globs;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a condition on a span: where a span has none of them, a {@link SpanFilter} says that the condition does not hold.
 * Null is the answer wherever none are known.
 */
public final class SpanKeys {

    private static final Map<String, SpanField.Intrinsic> INTRINSICS = Map.of(
            "name", SpanField.Intrinsic.NAME,
            "service", SpanField.Intrinsic.SERVICE,
            "kind", SpanField.Intrinsic.KIND,
            "status", SpanField.Intrinsic.STATUS);

    private final Predicate<Form> subject;

    private SpanKeys(Predicate<Form> subject) {
        this.subject = subject;
    }

    /** Of a condition on the current span. */
    public static @Nullable Set<SpanKey> of(Form form) {
        return new SpanKeys(target -> target instanceof Form.CurrentSpan).keys(form);
    }

    /** Of a rule that one span violates, {@link Presence}. */
    public static @Nullable Set<SpanKey> ofTrigger(Form form) {
        Form selection = form instanceof Form.Invariant invariant
                ? invariant.clauses().get(0).condition()
                : form;
        return selection instanceof Form.Call call ? ofSelection(call) : null;
    }

    /**
     * Of a rule on whole traces: where no span of a trace has one, a {@link TraceFilter} says that the rule is satisfied,
     * vacuously if it is about what did not occur.
     */
    public static @Nullable Set<SpanKey> ofTrace(Form form) {
        if (!(form instanceof Form.Invariant invariant)) {
            return ofAbsent(form);
        }
        if (!(invariant.subject() instanceof Form.Constant)) {
            return ofAbsent(invariant.subject());
        }
        Form.Clause first = invariant.clauses().get(0);
        return invariant.clauses().size() == 1 && !first.always() ? ofAbsent(first.condition()) : null;
    }

    /** Of what is false where certain spans are not there. */
    private static @Nullable Set<SpanKey> ofAbsent(Form form) {
        if (form instanceof Form.Call call) {
            return TraceFilterReader.test(call) == TraceFilterReader.NOTHING_KNOWN ? null : ofSelection(call);
        }
        if (!(form instanceof Form.Binary binary)) {
            return null;
        }
        return switch (binary.operator()) {
            case AND -> ofAbsent(binary.left());
            case OR -> either(ofAbsent(binary.left()), ofAbsent(binary.right()));
            default -> TraceFilterReader.isFalseOfNothing(binary) ? ofSelection((Form.Call) binary.left()) : null;
        };
    }

    /** A filter knows of a selection only where it knows of each argument; a name is always known. */
    private static @Nullable Set<SpanKey> ofSelection(Form.Call call) {
        Form first = call.arguments().get(0);
        if (first instanceof Form.Constant name && name.value() instanceof String glob) {
            return Globs.isLiteral(glob) ? Set.of(new SpanKey(SpanField.Intrinsic.NAME, glob)) : null;
        }
        return first instanceof Form.Lambda lambda
                ? new SpanKeys(form -> form instanceof Form.Reference reference
                                && reference.parameter() == lambda.parameters().get(0))
                        .keys(lambda.body())
                : null;
    }

    private @Nullable Set<SpanKey> keys(Form form) {
        if (form instanceof Form.Binary binary) {
            return ofBinary(binary);
        }
        if (form instanceof Form.Call call) {
            String key = keyAskedFor(call);
            return key == null ? null : Set.of(new SpanKey(new SpanField.Attribute(List.of(key)), null));
        }
        return ofAny(form);
    }

    private @Nullable Set<SpanKey> ofBinary(Form.Binary binary) {
        return switch (binary.operator()) {
            case AND -> ofBoth(binary);
            case OR -> either(keys(binary.left()), keys(binary.right()));
            case EQ -> ofEquality(binary.left(), binary.right());
            case IN -> ofMembers(binary.left(), FilterMembers.of(binary.right()));
            case LT, LE, GT, GE -> ofComparison(binary.left(), binary.right());
            case STARTS, ENDS -> isPlain(binary.right()) && !isFailed(binary.left()) ? ofAny(binary.left()) : null;
            default -> null;
        };
    }

    /** The right side counts only where the left one is sure to be known. */
    private @Nullable Set<SpanKey> ofBoth(Form.Binary binary) {
        Set<SpanKey> left = keys(binary.left());
        Set<SpanKey> right = isAlwaysKnown(binary.left()) ? keys(binary.right()) : null;
        return left == null || right != null && rank(right) < rank(left) ? right : left;
    }

    /** Lower ones are expected of fewer spans. */
    private static int rank(Set<SpanKey> keys) {
        return keys.stream().mapToInt(SpanKeys::rank).max().orElse(0);
    }

    private static int rank(SpanKey key) {
        if (key.field() == SpanField.Intrinsic.KIND || key.field() == SpanField.Intrinsic.STATUS) {
            return 3;
        }
        if (key.value() == null) {
            return 2;
        }
        return key.field() == SpanField.Intrinsic.SERVICE ? 1 : 0;
    }

    private static @Nullable Set<SpanKey> either(@Nullable Set<SpanKey> one, @Nullable Set<SpanKey> other) {
        if (one == null || other == null) {
            return null;
        }
        Set<SpanKey> both = new LinkedHashSet<>(one);
        both.addAll(other);
        return both;
    }

    private @Nullable Set<SpanKey> ofEquality(Form left, Form right) {
        Form read = right instanceof Form.Constant ? left : right;
        Form known = right instanceof Form.Constant ? right : left;
        return isPlain(known) ? ofValues(read, Set.of(value(known))) : null;
    }

    private @Nullable Set<SpanKey> ofMembers(Form read, @Nullable FilterMembers members) {
        if (members instanceof FilterMembers.Items items) {
            return ofValues(read, items.items());
        }
        return members == null || isFailed(read) ? null : ofAny(read);
    }

    private @Nullable Set<SpanKey> ofValues(Form read, Set<?> values) {
        SpanField field = field(read);
        if (field == null || values.isEmpty()) {
            return null;
        }
        Set<SpanKey> keys = new HashSet<>();
        values.forEach(value ->
                keys.add(new SpanKey(field, value instanceof String || value instanceof Long ? value : null)));
        return keys;
    }

    /** Nothing is larger or smaller than what is not there. */
    private @Nullable Set<SpanKey> ofComparison(Form left, Form right) {
        Form read = right instanceof Form.Constant ? left : right;
        Form known = right instanceof Form.Constant ? right : left;
        return isPlain(known) && !isFailed(read) ? ofAny(read) : null;
    }

    private static boolean isPlain(Form form) {
        Object value = form instanceof Form.Constant constant ? constant.value() : null;
        return value instanceof String || value instanceof Long || value instanceof Double || value instanceof Boolean;
    }

    private static Object value(Form plain) {
        return Objects.requireNonNull(((Form.Constant) plain).value());
    }

    /** Where the field has any value, or holds; every span has most intrinsics. */
    private @Nullable Set<SpanKey> ofAny(Form read) {
        if (isFailed(read)) {
            return Set.of(new SpanKey(SpanField.Intrinsic.STATUS, StatusCode.ERROR.name()));
        }
        return field(read) instanceof SpanField.Attribute attribute ? Set.of(new SpanKey(attribute, null)) : null;
    }

    private boolean isFailed(Form form) {
        return form instanceof Form.Property property
                && subject.test(property.target())
                && property.name().equals("failed");
    }

    private @Nullable SpanField field(Form form) {
        if (form instanceof Form.Property property && subject.test(property.target())) {
            return INTRINSICS.get(property.name());
        }
        if (form instanceof Form.Attribute attribute && subject.test(attribute.target())) {
            return new SpanField.Attribute(attribute.path());
        }
        return form instanceof Form.Index index
                        && subject.test(index.target())
                        && index.key() instanceof Form.Constant key
                        && key.value() instanceof String name
                ? new SpanField.Attribute(List.of(name))
                : null;
    }

    /** The attribute of {@code has(key)}. */
    private @Nullable String keyAskedFor(Form.Call call) {
        return call.target() != null
                        && subject.test(call.target())
                        && call.name().equals("has")
                        && call.arguments().size() == 1
                        && call.arguments().get(0) instanceof Form.Constant constant
                        && constant.value() instanceof String key
                ? key
                : null;
    }

    /** Whether a filter knows the answer of every span: of what is always a text, compared with texts. */
    private boolean isAlwaysKnown(Form form) {
        if (form instanceof Form.Call call) {
            return keyAskedFor(call) != null;
        }
        if (form instanceof Form.Unary unary && unary.operator() == Operator.NOT) {
            return isAlwaysKnown(unary.operand());
        }
        if (!(form instanceof Form.Binary binary)) {
            return isFailed(form) || field(form) instanceof SpanField.Intrinsic;
        }
        return switch (binary.operator()) {
            case AND, OR -> isAlwaysKnown(binary.left()) && isAlwaysKnown(binary.right());
            case EQ, NE -> isText(binary.left()) && isText(binary.right());
            case IN, NOT_IN ->
                isText(binary.left())
                        && FilterMembers.of(binary.right()) instanceof FilterMembers.Items items
                        && items.type() == String.class;
            default -> false;
        };
    }

    private boolean isText(Form form) {
        return field(form) instanceof SpanField.Intrinsic
                || form instanceof Form.Constant constant && constant.value() instanceof String;
    }
}
