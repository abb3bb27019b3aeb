package com.betrace.service.rulesdirectory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Looks through a directory and all below it, and reads the rule files: everything else, and what has a name that starts
 * with a dot, is left alone. Links are followed, but not in a circle.
 */
final class DirectoryScanner implements Supplier<DirectoryState> {

    /** Nobody has so many: it is another directory than people meant. */
    static final int MAX_FILES = 10_000;

    static final long MAX_BYTES = 64L << 20;

    private final Path root;
    private final String prefix;

    DirectoryScanner(Path root) {
        this.root = root;
        Path name = root.toAbsolutePath().normalize().getFileName();
        this.prefix = name == null ? "" : name.toString();
    }

    /** Never throws because of what is in the file system, or is not there. */
    @Override
    public DirectoryState get() {
        RuleFileVisitor found = new RuleFileVisitor(root, prefix, MAX_FILES);
        SortedMap<String, String> problems = found.problems();
        try {
            if (Files.exists(root) && !Files.isDirectory(root)) {
                throw new NotDirectoryException(root.toString());
            }
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, found);
        } catch (IOException e) {
            problems.put(root.toString(), reason(e));
        }
        if (found.files().size() > MAX_FILES) {
            problems.put(root.toString(), "has more than " + MAX_FILES + " rule files");
            return state(List.of(), problems);
        }
        return state(read(found.files(), problems), problems);
    }

    private static List<FoundFile> read(Map<String, Path> files, Map<String, String> problems) {
        List<FoundFile> read = new ArrayList<>();
        long room = MAX_BYTES;
        for (Map.Entry<String, Path> file : files.entrySet()) {
            try (InputStream in = Files.newInputStream(file.getValue())) {
                byte[] content = in.readNBytes((int) room + 1);
                room -= content.length;
                if (room < 0) {
                    problems.put(file.getKey(), "is beyond the " + MAX_BYTES + " bytes that all rule files may have");
                    break;
                }
                read.add(new FoundFile(file.getKey(), content));
            } catch (IOException e) {
                problems.put(file.getKey(), reason(e));
            }
        }
        return read;
    }

    private static DirectoryState state(List<FoundFile> files, SortedMap<String, String> problems) {
        return DirectoryState.of(
                files,
                problems.entrySet().stream()
                        .map(problem -> problem.getKey() + ": " + problem.getValue())
                        .toList());
    }

    /** What is wrong with a file, as the end of a sentence that begins with its name. */
    static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "does not exist";
        }
        if (failure instanceof NotDirectoryException) {
            return "is no directory";
        }
        if (failure instanceof AccessDeniedException) {
            return "may not be read by user '" + System.getProperty("user.name") + "'";
        }
        String why = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return "cannot be read: " + (why == null ? failure.toString() : why);
    }
}
