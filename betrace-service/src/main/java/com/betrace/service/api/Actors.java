package com.betrace.service.api;

import com.betrace.model.Excerpt;
import com.betrace.model.RequestException;
import org.jspecify.annotations.Nullable;

/** Who makes a change: whoever the caller says it is, as long as nobody can be identified. */
public final class Actors {

    /** The header, or metadata key, in which a caller names itself. */
    public static final String HEADER = "betrace-actor";

    /** Names that say something else: changes that the service makes, and callers without a name. */
    private static final String SYSTEM = "betrace";

    private static final String ANONYMOUS = "anonymous@";

    private static final int MAX = 200;
    private static final int MAX_QUOTED = 40;

    private Actors() {}

    /**
     * The claimed name, else {@code anonymous@peer}.
     *
     * @param claimed null where the caller does not name itself
     * @param peer the address that the call comes from
     */
    public static String of(@Nullable String claimed, String peer) {
        if (claimed == null || claimed.isBlank()) {
            return ANONYMOUS + peer;
        }
        String name = claimed.strip();
        if (name.length() > MAX || !name.chars().allMatch(Actors::isPrintable)) {
            throw RequestException.invalidField(
                    HEADER,
                    "'" + Excerpt.of(name, MAX_QUOTED) + "' is not a name, expected 1 to " + MAX
                            + " printable ASCII characters");
        }
        if (name.equals(SYSTEM) || name.startsWith(ANONYMOUS)) {
            throw RequestException.invalidField(HEADER, "'" + name + "' is reserved, choose another name");
        }
        return name;
    }

    private static boolean isPrintable(int character) {
        return character >= ' ' && character <= '~';
    }
}
