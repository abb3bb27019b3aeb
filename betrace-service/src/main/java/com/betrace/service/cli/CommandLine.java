package com.betrace.service.cli;

import com.betrace.service.cli.Console.Tone;
import com.betrace.spelling.Suggestions;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.sourceforge.argparse4j.inf.ArgumentParserException;

/** Finds the command that a person means, and runs it. Whatever a person may get wrong ends in a message, not in a trace. */
public final class CommandLine {

    private final List<Command> commands;

    /** @param commands in the order in which help lists them */
    public CommandLine(List<Command> commands) {
        this.commands = List.copyOf(commands);
    }

    /** Whether one of the commands begins with the first word. */
    public boolean knows(String... words) {
        return words.length > 0
                && commands.stream().anyMatch(command -> command.help().group().equals(words[0]));
    }

    /** Of all commands, such as {@code rules check}. */
    public List<String> names() {
        return commands.stream().map(command -> command.help().name()).toList();
    }

    /** Runs what the words say. */
    public ExitCode run(Terminal terminal, String... words) {
        String name = "betrace " + (words.length == 0 ? "" : words[0]);
        try {
            Optional<Command> found = find(words);
            if (found.isEmpty()) {
                return list(terminal, words);
            }
            Command command = found.get();
            name = "betrace " + command.help().name();
            List<String> arguments =
                    List.of(words).subList(command.help().name().split(" ").length, words.length);
            return run(command, terminal, arguments);
        } catch (CommandException e) {
            terminal.err().line(terminal.err().paint(Tone.BAD, name + ": ") + e.getMessage());
            return e.exit();
        } catch (IOException e) {
            terminal.err().line(terminal.err().paint(Tone.BAD, name + ": ") + e);
            return ExitCode.USAGE;
        }
    }

    private static ExitCode run(Command command, Terminal terminal, List<String> arguments)
            throws CommandException, IOException {
        CommandSyntax syntax = new CommandSyntax(command);
        if (arguments.contains("--help") || arguments.contains("-h")) {
            terminal.out().text(syntax.help());
            return ExitCode.FINE;
        }
        try {
            return command.run(syntax.parse(arguments), terminal);
        } catch (ArgumentParserException e) {
            throw CommandException.usage(syntax.complaint(e));
        }
    }

    private Optional<Command> find(String... words) {
        return commands.stream()
                .filter(command -> {
                    String[] name = command.help().name().split(" ");
                    return words.length >= name.length && Arrays.equals(name, Arrays.copyOf(words, name.length));
                })
                .findFirst();
    }

    /** A group alone, with {@code --help}, or with a word that it does not know. */
    private ExitCode list(Terminal terminal, String... words) throws CommandException {
        List<CommandHelp> group = commands.stream()
                .map(Command::help)
                .filter(help -> words.length > 0 && help.group().equals(words[0]))
                .toList();
        boolean asked = words.length == 1 || words[1].equals("--help") || words[1].equals("-h");
        if (!asked) {
            List<String> known = group.stream()
                    .map(help -> help.name().substring(help.group().length()).strip())
                    .toList();
            throw CommandException.usage("there is no command '" + words[1] + "'" + Suggestions.hint(words[1], known)
                    + "\nIt is one of: " + String.join(", ", known));
        }
        terminal.out().text(overview(group));
        return words.length == 1 ? ExitCode.USAGE : ExitCode.FINE;
    }

    private static String overview(List<CommandHelp> group) {
        String name = group.get(0).group();
        StringBuilder text = new StringBuilder("usage: betrace " + name + " COMMAND [ARGUMENT...]\n\n");
        group.forEach(help -> text.append(String.format("  %-18s %s%n", help.name(), help.summary())));
        text.append("\nexamples:\n");
        group.forEach(help ->
                text.append("  ./betrace ").append(help.examples().get(0)).append('\n'));
        return text.append("\n./betrace ")
                .append(group.get(0).name())
                .append(" --help tells more about a command.\n")
                .toString();
    }
}
