package com.betrace.rule.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions and methods of strings and lists. What does not go together gives null and is counted. */
public final class Texts {

    private static final int MAX_PARTS = 10_000;

    private final Scene scene;

    public Texts(Scene scene) {
        this.scene = scene;
    }

    /** A function, its arguments null where they are not given. */
    public @Nullable Object call(String name, @Nullable Object value, @Nullable Object second, @Nullable Object third) {
        if (value == null) {
            return name.equals("matches") || name.equals("contains") ? false : null;
        }
        scene.steps(value instanceof String text ? text.length() / Budget.BLOCK : 1);
        return switch (name) {
            case "matches" -> hasPattern(value, String.valueOf(second));
            case "contains" -> contains(value, second);
            case "startsWith" -> scene.operators().startsWith(value, second);
            case "endsWith" -> scene.operators().endsWith(value, second);
            case "length" -> value instanceof String text ? (Object) (long) text.length() : mismatch();
            case "size" -> scene.operators().size(value);
            case "isEmpty" -> scene.operators().isEmpty(value);
            case "get" -> get(value, second);
            case "substring" -> substring(value, second, third);
            case "split" -> split(value, second);
            default -> changed(name, value);
        };
    }

    private @Nullable Object changed(String name, Object value) {
        if (!(value instanceof String text)) {
            return mismatch();
        }
        return switch (name) {
            case "lower", "toLowerCase" -> text.toLowerCase(Locale.ROOT);
            case "upper", "toUpperCase" -> text.toUpperCase(Locale.ROOT);
            case "trim" -> text.strip();
            default -> throw new IllegalArgumentException("there is no function '" + name + "'");
        };
    }

    private boolean hasPattern(Object value, String pattern) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(item -> item != null && hasPattern(item, pattern));
        }
        CharSequence text = MeteredText.of(Text.of(value), scene.budget(), MeteredText.STEPS_OF_SEARCH);
        return Sensitive.contains(text, pattern);
    }

    private boolean contains(Object value, @Nullable Object part) {
        if (value instanceof List<?> list) {
            scene.steps(list.size());
            return list.stream().anyMatch(item -> scene.operators().equal(item, part));
        }
        if (value instanceof String text && part != null) {
            String searched = Text.of(part);
            scene.budget().read(searched.length());
            return new Needle(searched).indexIn(text, 0) >= 0;
        }
        scene.mismatch();
        return false;
    }

    private @Nullable Object get(Object value, @Nullable Object key) {
        if (value instanceof List<?> list && key instanceof Long index) {
            return index >= 0 && index < list.size() ? list.get(index.intValue()) : null;
        }
        if (value instanceof Map<?, ?> map && key != null) {
            return map.get(key);
        }
        return mismatch();
    }

    private @Nullable Object substring(Object value, @Nullable Object from, @Nullable Object to) {
        if (!(value instanceof String text) || !(from instanceof Long start) || !(to == null || to instanceof Long)) {
            return mismatch();
        }
        int first = clamp(start, text);
        int last = to instanceof Long end ? clamp(end, text) : text.length();
        return first >= last ? "" : text.substring(first, last);
    }

    private static int clamp(long index, String text) {
        return (int) Math.max(0, Math.min(text.length(), index));
    }

    private @Nullable Object split(Object value, @Nullable Object separator) {
        if (!(value instanceof String text) || !(separator instanceof String by) || by.isEmpty()) {
            return mismatch();
        }
        scene.steps(text.length() + by.length());
        Needle separators = new Needle(by);
        List<String> parts = new ArrayList<>();
        int from = 0;
        int end = separators.indexIn(text, 0);
        while (end >= 0 && parts.size() < MAX_PARTS - 1) {
            parts.add(text.substring(from, end));
            from = end + by.length();
            end = separators.indexIn(text, from);
        }
        parts.add(text.substring(from));
        return List.copyOf(parts);
    }

    private @Nullable Object mismatch() {
        scene.mismatch();
        return null;
    }
}
