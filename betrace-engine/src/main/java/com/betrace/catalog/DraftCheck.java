package com.betrace.catalog;

import com.betrace.model.FieldViolation;
import com.betrace.model.RuleDefinition;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the fields of a rule may hold, its expressions aside. */
final class DraftCheck {

    /** Paths below {@code /api/rules/} that mean something else. */
    private static final Set<String> RESERVED_IDS =
            Set.of("validate", "import", "export", "evaluate", "backtest", "stream", "stats", "groups");

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}");
    private static final int MAX_ID = 128;
    private static final int MAX_NAME = 200;
    private static final int MAX_DESCRIPTION = 10_000;
    private static final int MAX_OWNER = 200;
    private static final int MAX_RUNBOOK = 2_000;
    private static final int MAX_ITEMS = 64;
    private static final int MAX_ITEM = 100;

    private final FieldProblems problems = new FieldProblems();

    private DraftCheck() {}

    /** The draft's id, else a slug of its name; empty where nothing of the name can be in an id. */
    static String idOf(RuleDraft draft) {
        return draft.id().isEmpty() ? slug(draft.definition().name()) : draft.id();
    }

    /** All that is wrong with a new rule under this id. */
    static List<FieldViolation> ofNew(RuleDraft draft, String id) {
        DraftCheck check = new DraftCheck();
        check.id(draft.definition().name(), id);
        check.definition(draft.definition());
        return check.problems.found();
    }

    /** All that is wrong with a change; the id is that of a rule that exists. */
    static List<FieldViolation> ofChange(RuleDraft draft) {
        DraftCheck check = new DraftCheck();
        check.definition(draft.definition());
        return check.problems.found();
    }

    private void id(String name, String id) {
        if (RESERVED_IDS.contains(id)) {
            problems.add("id", "'" + id + "' is reserved, choose another");
        } else if (id.isEmpty() && !name.isBlank()) {
            problems.add(
                    "id",
                    "the name '" + FieldProblems.quoted(name)
                            + "' has no letter or digit of a-z, 0-9 to make an id of");
        } else if (!id.isEmpty() && !ID.matcher(id).matches()) {
            problems.add(
                    "id",
                    "'" + FieldProblems.quoted(id) + "' is not an id, expected 1 to " + MAX_ID
                            + " characters of a-z, 0-9, '-', '_' and '.', the first a letter or digit");
        }
    }

    private void definition(RuleDefinition definition) {
        name(definition.name());
        problems.atMost("description", definition.description(), MAX_DESCRIPTION);
        problems.atMost("owner", definition.owner(), MAX_OWNER);
        problems.atMost("runbook", definition.runbook(), MAX_RUNBOOK);
        items("tags", definition.tags());
        items("controls", definition.controls());
        problems.found().addAll(TermsCheck.of(definition));
    }

    private void name(String name) {
        if (name.isBlank()) {
            problems.add("name", "is required");
        } else if (name.length() > MAX_NAME) {
            problems.add("name", "has " + name.length() + " characters, expected 1 to " + MAX_NAME);
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            problems.add("name", "has a control character");
        }
    }

    private void items(String field, List<String> items) {
        problems.atMost(field, items, MAX_ITEMS);
        for (int i = 0; i < Math.min(items.size(), MAX_ITEMS); i++) {
            String item = items.get(i);
            if (item.isBlank() || item.length() > MAX_ITEM) {
                problems.add(
                        field + "[" + i + "]",
                        "has " + item.strip().length() + " characters, expected 1 to " + MAX_ITEM);
            }
        }
    }

    private static String slug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        String dashed = plain.replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "");
        return dashed.substring(0, Math.min(dashed.length(), MAX_ID)).replaceAll("-$", "");
    }
}
