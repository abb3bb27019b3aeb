package com.betrace.catalog;

import com.betrace.model.FieldViolation;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the fields of a rule may hold, its expression aside. */
final class DraftCheck {

    /** Paths below {@code /api/rules/} that mean something else. */
    private static final Set<String> RESERVED_IDS =
            Set.of("validate", "import", "export", "evaluate", "backtest", "stream", "stats", "groups");

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}");
    private static final int MAX_ID = 128;
    private static final int MAX_NAME = 200;
    private static final int MAX_DESCRIPTION = 10_000;
    private static final int MAX_TAGS = 64;
    private static final int MAX_TAG = 100;
    private static final int MAX_QUOTED = 40;

    private final List<FieldViolation> violations = new ArrayList<>();

    private DraftCheck() {}

    /** The draft's id, else a slug of its name; empty where nothing of the name can be in an id. */
    static String idOf(RuleDraft draft) {
        return draft.id().isEmpty() ? slug(draft.name()) : draft.id();
    }

    /** All that is wrong with a new rule under this id. */
    static List<FieldViolation> ofNew(RuleDraft draft, String id) {
        DraftCheck check = new DraftCheck();
        check.id(draft, id);
        check.text(draft);
        return check.violations;
    }

    /** All that is wrong with a change; the id is that of a rule that exists. */
    static List<FieldViolation> ofChange(RuleDraft draft) {
        DraftCheck check = new DraftCheck();
        check.text(draft);
        return check.violations;
    }

    private void id(RuleDraft draft, String id) {
        if (RESERVED_IDS.contains(id)) {
            add("id", "'" + id + "' is reserved, choose another");
        } else if (id.isEmpty() && !draft.name().isBlank()) {
            add("id", "the name '" + quoted(draft.name()) + "' has no letter or digit of a-z, 0-9 to make an id of");
        } else if (!id.isEmpty() && !ID.matcher(id).matches()) {
            add(
                    "id",
                    "'" + quoted(id) + "' is not an id, expected 1 to " + MAX_ID
                            + " characters of a-z, 0-9, '-', '_' and '.', the first a letter or digit");
        }
    }

    private void text(RuleDraft draft) {
        String name = draft.name();
        if (name.isBlank()) {
            add("name", "is required");
        } else if (name.length() > MAX_NAME) {
            add("name", "has " + name.length() + " characters, expected 1 to " + MAX_NAME);
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            add("name", "has a control character");
        }
        if (draft.description().length() > MAX_DESCRIPTION) {
            add(
                    "description",
                    "has " + draft.description().length() + " characters, expected at most " + MAX_DESCRIPTION);
        }
        if (draft.tags().size() > MAX_TAGS) {
            add("tags", "has " + draft.tags().size() + " elements, expected at most " + MAX_TAGS);
        }
        for (int i = 0; i < Math.min(draft.tags().size(), MAX_TAGS); i++) {
            String tag = draft.tags().get(i);
            if (tag.isBlank() || tag.length() > MAX_TAG) {
                add("tags[" + i + "]", "has " + tag.strip().length() + " characters, expected 1 to " + MAX_TAG);
            }
        }
    }

    private void add(String field, String description) {
        violations.add(new FieldViolation(field, description));
    }

    private static String slug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        String dashed = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "");
        return dashed.substring(0, Math.min(dashed.length(), MAX_ID)).replaceAll("-$", "");
    }

    private static String quoted(String text) {
        return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "...";
    }
}
