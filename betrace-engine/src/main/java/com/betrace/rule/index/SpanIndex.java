package com.betrace.rule.index;

import com.betrace.model.Attributes;
import com.betrace.model.Resource;
import com.betrace.model.Scope;
import com.betrace.model.Span;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the rules that may find something in a span, and those of which that is not known. Immutable and thread-safe. */
public final class SpanIndex {

    private final int rules;
    private final RuleBits always;
    private final Map<SpanField.Intrinsic, FieldIndex> intrinsics = new EnumMap<>(SpanField.Intrinsic.class);
    private final Map<String, FieldIndex> attributes = new HashMap<>();

    /** @param keys of each rule, of which a span has one wherever the rule finds anything; null where none are known */
    public SpanIndex(List<? extends @Nullable Set<SpanKey>> keys) {
        this.rules = keys.size();
        this.always = new RuleBits(rules);
        for (int rule = 0; rule < rules; rule++) {
            Set<SpanKey> known = keys.get(rule);
            if (known == null) {
                always.add(rule);
            } else {
                add(rule, known);
            }
        }
    }

    private void add(int rule, Set<SpanKey> keys) {
        for (SpanKey key : keys) {
            if (key.field() instanceof SpanField.Attribute attribute) {
                of(attribute.key()).add(rule, key.value());
                attribute.outerKeys().forEach(outer -> of(outer).add(rule, null));
            } else {
                intrinsics
                        .computeIfAbsent((SpanField.Intrinsic) key.field(), field -> new FieldIndex(rules))
                        .add(rule, key.value());
            }
        }
    }

    private FieldIndex of(String attribute) {
        return attributes.computeIfAbsent(attribute, key -> new FieldIndex(rules));
    }

    /** For one thread, as it remembers the last resource and scope, which most spans share with the one before. */
    public Finder finder() {
        return new Finder();
    }

    /** Finds. Not thread-safe. */
    public final class Finder {

        private final RuleBits found = new RuleBits(rules);
        private final RuleBits shared = new RuleBits(rules);
        private @Nullable Resource resource;
        private @Nullable Scope scope;

        private Finder() {}

        /** Those that may find something in the span; changed by the next call. */
        public RuleBits find(Span span) {
            found.clear();
            found.addAll(always);
            add(span);
            return found;
        }

        /** Those that may find something in any of the spans; changed by the next call. */
        public RuleBits find(List<Span> spans) {
            found.clear();
            found.addAll(always);
            for (int i = 0; i < spans.size(); i++) {
                add(spans.get(i));
            }
            return found;
        }

        private void add(Span span) {
            found.addAll(ofShared(span));
            find(SpanField.Intrinsic.NAME, span.name());
            find(SpanField.Intrinsic.KIND, span.kind().name());
            find(SpanField.Intrinsic.STATUS, span.status().name());
            if (!attributes.isEmpty()) {
                find(span.attributes(), found);
            }
        }

        private RuleBits ofShared(Span span) {
            if (span.resource() != resource || span.scope() != scope) {
                resource = span.resource();
                scope = span.scope();
                shared.clear();
                find(span.resource().attributes(), shared);
                find(span.scope().attributes(), shared);
                FieldIndex services = intrinsics.get(SpanField.Intrinsic.SERVICE);
                if (services != null && !span.service().isEmpty()) {
                    services.find(span.service(), shared);
                }
            }
            return shared;
        }

        private void find(SpanField.Intrinsic field, String value) {
            FieldIndex index = intrinsics.get(field);
            if (index != null) {
                index.find(value, found);
            }
        }

        private void find(Attributes values, RuleBits into) {
            for (int i = 0; i < values.size(); i++) {
                FieldIndex index = attributes.get(values.keyAt(i));
                if (index != null) {
                    index.find(values.valueAt(i), into);
                }
            }
        }
    }
}
