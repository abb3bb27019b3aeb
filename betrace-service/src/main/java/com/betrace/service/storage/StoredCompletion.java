package com.betrace.service.storage;

import com.betrace.model.Completion;
import com.betrace.model.LocalRootPolicy;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a rule takes what it sees for the truth, as JSON: durations as ISO 8601 has them, absent for the service's. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredCompletion(
        @Nullable String skew,
        LocalRootPolicy localRoot,
        @Nullable String rootGrace,
        @Nullable String idle,
        @Nullable String maxAge) {

    static StoredCompletion of(Completion completion) {
        return new StoredCompletion(
                text(completion.skew()),
                completion.localRoot(),
                text(completion.rootGrace()),
                text(completion.idle()),
                text(completion.maxAge()));
    }

    Completion toModel() {
        return new Completion(duration(skew), localRoot, duration(rootGrace), duration(idle), duration(maxAge));
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : duration.toString();
    }

    private static @Nullable Duration duration(@Nullable String text) {
        return text == null ? null : Duration.parse(text);
    }
}
