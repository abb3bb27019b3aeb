package com.betrace.service.cli;

import java.util.List;

/**
 * What a command tells about itself.
 *
 * @param name its words, such as {@code rules check}
 * @param summary half a line for a list of commands
 * @param description what it does, in sentences
 * @param examples complete command lines, at least one
 */
public record CommandHelp(String name, String summary, String description, List<String> examples) {

    public CommandHelp {
        examples = List.copyOf(examples);
    }

    /** The first word. */
    String group() {
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }
}
