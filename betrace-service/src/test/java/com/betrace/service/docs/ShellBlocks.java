package com.betrace.service.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands in the {@code bash} blocks of a Markdown file, each as the words a shell would make of it. */
final class ShellBlocks {

    private static final Pattern BLOCK = Pattern.compile("```bash\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"(?:\\\\.|[^\"\\\\])*\"|[^\\s'\"])+");

    private ShellBlocks() {}

    static List<List<String>> read(Path markdown) throws IOException {
        List<List<String>> commands = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(markdown));
        while (blocks.find()) {
            for (String command : commands(blocks.group(1))) {
                commands.add(words(command));
            }
        }
        return commands;
    }

    /** A line that is indented, follows a backslash, or is inside single quotes goes on with the command of the line before. */
    private static List<String> commands(String block) {
        List<String> commands = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String line : block.replace("\\\n", " ").split("\n")) {
            boolean goesOn = line.startsWith(" ") || isQuoted(open);
            if (!goesOn) {
                add(commands, open);
            }
            open.append(open.isEmpty() ? "" : "\n").append(line);
        }
        add(commands, open);
        return commands;
    }

    private static void add(List<String> commands, StringBuilder open) {
        String command = open.toString().strip();
        if (!command.isEmpty() && !command.startsWith("#")) {
            commands.add(command);
        }
        open.setLength(0);
    }

    private static boolean isQuoted(CharSequence text) {
        return text.chars().filter(character -> character == '\'').count() % 2 == 1;
    }

    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> unquoted(word.group()))
                .toList();
    }

    private static String unquoted(String word) {
        if (word.startsWith("'")) {
            return word.substring(1, word.length() - 1);
        }
        return word.startsWith("\"") ? word.substring(1, word.length() - 1).replaceAll("\\\\(.)", "$1") : word;
    }
}
