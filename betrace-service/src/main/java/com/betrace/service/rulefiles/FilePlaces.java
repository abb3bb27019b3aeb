package com.betrace.service.rulefiles;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the values of a rule file stand. Immutable. */
public final class FilePlaces {

    private static final Position NOWHERE = new Position(0, 0);

    private final Map<String, Position> byPath;
    private final List<String> lines;

    FilePlaces(Map<String, Position> byPath, List<String> lines) {
        Map<String, Position> folded = new HashMap<>();
        byPath.forEach((path, position) -> folded.put(fold(path), position));
        this.byPath = Map.copyOf(folded);
        this.lines = List.copyOf(lines);
    }

    /**
     * A place in a text.
     *
     * @param line from 1; 0 where it is not known
     * @param column from 1, in characters; 0 where it is not known
     */
    public record Position(int line, int column) {}

    /** Where the value at a path begins, else the nearest that holds it; both spellings of fields are known. */
    public Position of(String path) {
        for (String at = fold(path); !at.isEmpty(); at = parent(at)) {
            Position position = byPath.get(at);
            if (position != null) {
                return position;
            }
        }
        return byPath.getOrDefault("", NOWHERE);
    }

    /** The text of a line, from 1; empty where the file has no such line. */
    public String line(int number) {
        return number < 1 || number > lines.size() ? "" : lines.get(number - 1);
    }

    /** Fields of rules are on_partial to some and onPartial to others; names are as they are. */
    private static String fold(String path) {
        if (!path.startsWith("rules[") || path.indexOf('_') < 0) {
            return path;
        }
        StringBuilder folded = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            boolean joins = path.charAt(i) == '_' && i + 1 < path.length();
            folded.append(joins ? Character.toUpperCase(path.charAt(++i)) : path.charAt(i));
        }
        return folded.toString();
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
}
