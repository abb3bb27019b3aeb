package com.betrace.rule.jexl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which parameters can be read at one place, the innermost first, as {@link CodeFrame} has their values. */
record CodeScope(List<String> parameters, @Nullable CodeScope outer) {

    static final CodeScope RULE = new CodeScope(List.of(), null);

    CodeScope {
        parameters = List.copyOf(parameters);
    }

    /** Of a lambda or macro that names its parameters so. */
    static CodeScope of(String @Nullable [] names, @Nullable CodeScope outer) {
        return new CodeScope(names == null ? List.of() : List.of(names), outer);
    }

    /** Null where nothing has that name. */
    @Nullable
    Code read(String name) {
        int hops = 0;
        for (CodeScope at = this; at != null; at = at.outer()) {
            int index = at.parameters().indexOf(name);
            if (index >= 0) {
                int distance = hops;
                return frame -> frame.argument(distance, index);
            }
            hops++;
        }
        return null;
    }
}
