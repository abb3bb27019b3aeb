package com.betrace.service.storage;

import com.betrace.model.Explanation;
import com.betrace.model.SpanId;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An explanation as a JSON column. */
record StoredExplanation(List<StoredRole> roles, List<Explanation.Value> values, String closest) {

    private static final TypeReference<StoredExplanation> TYPE = new TypeReference<>() {};

    static String write(Explanation explanation) {
        return Json.write(new StoredExplanation(
                explanation.roles().stream().map(StoredRole::of).toList(),
                explanation.values(),
                explanation.closest()));
    }

    static Explanation read(String json) {
        StoredExplanation stored = Json.read(json, TYPE);
        return new Explanation(
                stored.roles().stream().map(StoredRole::toModel).toList(), stored.values(), stored.closest());
    }

    /** @param spanId 16 hex digits; absent for what is missing */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StoredRole(String name, @Nullable String spanId, String text) {

        static StoredRole of(Explanation.Role role) {
            SpanId spanId = role.spanId();
            return new StoredRole(role.name().name(), spanId == null ? null : spanId.toString(), role.text());
        }

        Explanation.Role toModel() {
            return new Explanation.Role(
                    Explanation.RoleName.valueOf(name), spanId == null ? null : SpanId.parse(spanId), text);
        }
    }
}
