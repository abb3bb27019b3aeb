package com.betrace.service.cli;

import com.betrace.spelling.Suggestions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.ArgumentParserException;
import net.sourceforge.argparse4j.inf.Namespace;

/** The words that a command takes. */
final class CommandSyntax {

    private static final int WIDTH = 100;
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");
    private static final Pattern UNKNOWN = Pattern.compile("unrecognized arguments: '(-[^' ]*)'");

    private final CommandHelp about;
    private final ArgumentParser parser;

    CommandSyntax(Command command) {
        this.about = command.help();
        this.parser = ArgumentParsers.newFor("betrace " + about.name())
                .addHelp(false)
                .terminalWidthDetection(false)
                .defaultFormatWidth(WIDTH)
                .build();
        command.declare(parser);
        parser.addArgument("-h", "--help")
                .action(net.sourceforge.argparse4j.impl.Arguments.storeTrue())
                .help("print this");
    }

    Namespace parse(List<String> arguments) throws ArgumentParserException {
        return parser.parseArgs(arguments.toArray(new String[0]));
    }

    String help() {
        StringBuilder text = new StringBuilder(parser.formatHelp());
        text.insert(parser.formatUsage().length(), "\n" + wrapped(about.description()));
        text.append("\nexamples:\n");
        about.examples()
                .forEach(example -> text.append("  ./betrace ").append(example).append('\n'));
        return text.toString();
    }

    private static String wrapped(String sentences) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String word : sentences.split(" ", -1)) {
            boolean breaks = column + word.length() >= WIDTH;
            text.append(breaks ? "\n" : column == 0 ? "" : " ").append(word);
            column = (breaks ? 0 : column) + word.length() + 1;
        }
        return text.append('\n').toString();
    }

    /** What is wrong with the words, and how they should be. */
    String complaint(ArgumentParserException problem) {
        String message = String.valueOf(problem.getMessage());
        Matcher unknown = UNKNOWN.matcher(message);
        String hint = "";
        if (unknown.find()) {
            List<String> options = OPTION.matcher(parser.formatHelp())
                    .results()
                    .map(option -> option.group())
                    .distinct()
                    .toList();
            message = "there is no option '" + unknown.group(1) + "'";
            hint = Suggestions.hint(unknown.group(1), options);
        }
        return message + hint + "\n" + parser.formatUsage().strip() + "\nSee ./betrace " + about.name() + " --help";
    }
}
