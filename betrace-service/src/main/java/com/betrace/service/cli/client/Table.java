package com.betrace.service.cli.client;

import java.util.ArrayList;
import java.util.List;

/** Lines whose columns stand below each other; the last column is as wide as it is. */
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            boolean last = column == row.size() - 1;
            String cell = row.get(column);
            line.append(cell).append(last ? "" : " ".repeat(width(column) - cell.length()) + GAP);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
