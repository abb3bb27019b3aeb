package com.betrace.service.cli.traces;

import java.util.ArrayList;
import java.util.List;

/** Splits a text into traces at blank lines and at lines of dashes; lines keep their numbers, for errors. */
final class CompactBlocks {

    private CompactBlocks() {}

    static List<String> of(String text) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        int number = 0;
        boolean hasSpans = false;
        for (String line : text.split("\\R", -1)) {
            boolean separates = line.isBlank() || line.strip().equals("---");
            if (separates && hasSpans) {
                blocks.add(block.toString());
                block = new StringBuilder("\n".repeat(number));
                hasSpans = false;
            }
            number++;
            block.append(separates ? "" : line).append('\n');
            hasSpans |= !separates && !line.strip().startsWith("#");
        }
        if (hasSpans) {
            blocks.add(block.toString());
        }
        return blocks;
    }
}
