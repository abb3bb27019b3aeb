package com.betrace.service.cli.rules;

import com.betrace.service.rulefiles.FilePlaces;
import com.betrace.service.rulefiles.FilePlaces.Position;
import java.util.List;

/**
 * The place in a file of a place in one of its texts.
 *
 * @param snippet the line of the file and a caret below; empty where the file has the text in another form, such as folded
 */
record SourceSpot(int line, int column, String snippet) {

    /**
     * Looks whether the text stands in the file as it is: on one line, perhaps in quotes, or as a literal block.
     *
     * @param value where the value begins that holds the text
     * @param line of the place in the text, from 1
     * @param column of the place in the text, from 1
     */
    static SourceSpot of(FilePlaces file, Position value, String text, Position within) {
        List<String> lines = text.lines().toList();
        String wanted = within.line() < 1 || within.line() > lines.size() ? "" : lines.get(within.line() - 1);
        if (value.line() == 0 || wanted.isBlank()) {
            return new SourceSpot(value.line(), value.column(), "");
        }
        int at = value.line() + (lines.size() == 1 ? 0 : within.line());
        int from = lines.size() == 1 ? value.column() - 1 : 0;
        SourceSpot onLine = find(file, at, from, wanted, within.column());
        if (onLine == null && lines.size() == 1) {
            onLine = find(file, at + 1, 0, wanted, within.column());
        }
        return onLine == null ? new SourceSpot(value.line(), value.column(), "") : onLine;
    }

    private static @org.jspecify.annotations.Nullable SourceSpot find(
            FilePlaces file, int line, int from, String wanted, int column) {
        String source = file.line(line);
        int start = source.indexOf(wanted, Math.min(from, source.length()));
        if (start < 0) {
            return null;
        }
        int spot = start + Math.min(column, wanted.length() + 1);
        return new SourceSpot(line, spot, source + "\n" + blanks(source, spot - 1) + "^");
    }

    /** As wide as what stands before, tabs and all. */
    private static String blanks(String source, int length) {
        StringBuilder blanks = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            blanks.append(i < source.length() && source.charAt(i) == '\t' ? '\t' : ' ');
        }
        return blanks.toString();
    }
}
