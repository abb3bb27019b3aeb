package com.betrace.service.json;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Tag;

/** Finds what of YAML is refused although it is well formed. */
final class YamlTroubles {

    private static final Set<String> COLLECTIONS = Set.of("!", Tag.MAP.getValue(), Tag.SEQ.getValue());
    private static final String MERGE = "<<";

    private YamlTroubles() {}

    /** Null where there is none. */
    static @Nullable String of(Event event, boolean isKey) {
        if (event instanceof AliasEvent alias) {
            return "is the alias '*" + JsonPlace.cut(alias.getAnchor(), 40) + "'; aliases are refused, write it out";
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            return "has the anchor '&" + JsonPlace.cut(node.getAnchor(), 40) + "'; anchors are refused";
        }
        if (event instanceof CollectionStartEvent collection) {
            return ofTag(collection.getTag(), COLLECTIONS);
        }
        if (event instanceof ScalarEvent scalar) {
            String ofTag = ofTag(scalar.getTag(), Set.of("!", Tag.STR.getValue()));
            return ofTag == null && scalar.getScalarStyle() == ScalarStyle.PLAIN && isUntagged(scalar)
                    ? ofPlain(scalar.getValue(), isKey)
                    : ofTag;
        }
        return null;
    }

    static boolean isUntagged(ScalarEvent scalar) {
        return scalar.getTag() == null;
    }

    private static @Nullable String ofTag(@Nullable String tag, Set<String> known) {
        return tag == null || known.contains(tag)
                ? null
                : "has the tag '" + JsonPlace.cut(tag, 60) + "'; tags other than !!str, !!map and !!seq are refused";
    }

    private static @Nullable String ofPlain(String text, boolean isKey) {
        PlainScalar meaning = PlainScalar.of(text);
        String quoted = "\"" + JsonPlace.cut(text, 40) + "\"";
        if (isKey) {
            return meaning == PlainScalar.TEXT && !text.equals(MERGE)
                    ? null
                    : "the key " + JsonPlace.cut(text, 40) + " is not text; write " + quoted;
        }
        return meaning == PlainScalar.AMBIGUOUS
                ? JsonPlace.cut(text, 40)
                        + " is a number to some readers of YAML and not to others, or not the same; write a"
                        + " plain decimal number such as 0.5 or 500, or " + quoted + " for text"
                : null;
    }
}
