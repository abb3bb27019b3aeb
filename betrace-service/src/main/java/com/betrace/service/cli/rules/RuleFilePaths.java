package com.betrace.service.cli.rules;

import com.betrace.service.cli.CommandException;
import com.betrace.service.rulefiles.RuleFileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The rule files that a command line names. */
public final class RuleFilePaths {

    private RuleFilePaths() {}

    /** Files as they are, directories as the rule files below them, sorted, without hidden ones; each once. */
    public static List<Path> of(List<String> arguments) throws CommandException {
        Set<Path> files = new LinkedHashSet<>();
        for (String argument : arguments) {
            Path path = Path.of(argument);
            files.addAll(Files.isDirectory(path) ? below(path) : List.of(file(path)));
        }
        return new ArrayList<>(files);
    }

    private static Path file(Path path) throws CommandException {
        if (!Files.exists(path)) {
            throw CommandException.usage(path + ": there is no such file");
        }
        if (RuleFileFormat.ofName(path.toString()) == null) {
            throw CommandException.usage(path + ": is no rule file by its name, expected .yaml, .yml or .json");
        }
        if (!Files.isReadable(path)) {
            throw CommandException.usage(path + ": may not be read");
        }
        return path;
    }

    private static List<Path> below(Path directory) throws CommandException {
        try (Stream<Path> paths = Files.walk(directory)) {
            List<Path> files = paths.filter(Files::isRegularFile)
                    .filter(path -> RuleFileFormat.ofName(path.toString()) != null)
                    .filter(path -> !isHidden(directory.relativize(path)))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw CommandException.usage(directory + ": has no rule file, expected .yaml, .yml or .json");
            }
            return files;
        } catch (IOException e) {
            throw CommandException.usage(directory + ": cannot be listed: " + e.getMessage());
        }
    }

    private static boolean isHidden(Path path) {
        for (Path name : path) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
