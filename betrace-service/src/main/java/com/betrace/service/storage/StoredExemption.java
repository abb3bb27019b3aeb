package com.betrace.service.storage;

import com.betrace.model.Exemption;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One of a rule's exceptions as JSON.
 *
 * @param expires as ISO 8601 has days
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredExemption(
        String when, String owner, String reason, @Nullable String expires) {

    static StoredExemption of(Exemption exemption) {
        LocalDate expires = exemption.expires();
        return new StoredExemption(
                exemption.when(), exemption.owner(), exemption.reason(), expires == null ? null : expires.toString());
    }

    Exemption toModel() {
        return new Exemption(when, owner, reason, expires == null ? null : LocalDate.parse(expires));
    }
}
