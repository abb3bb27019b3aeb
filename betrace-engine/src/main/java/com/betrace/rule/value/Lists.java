package com.betrace.rule.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions on the items of a list. */
public final class Lists {

    private Lists() {}

    /** True where every item satisfies the lambda, so of an empty list; false where there is no list. */
    public static boolean every(Scene scene, @Nullable Object list, @Nullable Lambda lambda) {
        return list != null && lambda != null && !anyIs(false, scene, list, lambda) && isList(scene, list);
    }

    public static boolean some(Scene scene, @Nullable Object list, @Nullable Lambda lambda) {
        return list != null && lambda != null && isList(scene, list) && anyIs(true, scene, list, lambda);
    }

    private static boolean isList(Scene scene, Object list) {
        boolean fits = list instanceof List || list instanceof NumberRange;
        if (!fits) {
            scene.mismatch();
        }
        return fits;
    }

    private static boolean anyIs(boolean wanted, Scene scene, Object list, Lambda lambda) {
        if (list instanceof NumberRange range) {
            for (long i = range.from(); i <= range.to(); i++) {
                if (test(scene, lambda, i) == wanted) {
                    return true;
                }
            }
            return false;
        }
        if (list instanceof List<?> items) {
            for (Object item : items) {
                if (test(scene, lambda, item) == wanted) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean test(Scene scene, Lambda lambda, @Nullable Object item) {
        scene.step();
        return Operators.truth(lambda.call(item));
    }
}
