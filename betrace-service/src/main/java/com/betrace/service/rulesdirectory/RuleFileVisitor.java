package com.betrace.service.rulesdirectory;

import com.betrace.service.rulefiles.RuleFileFormat;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the rule files below a directory by their names, and says where it cannot look. */
final class RuleFileVisitor extends SimpleFileVisitor<Path> {

    private final Path root;
    private final String prefix;
    private final int maxFiles;
    private final SortedMap<String, Path> files = new TreeMap<>();
    private final SortedMap<String, String> problems = new TreeMap<>();

    RuleFileVisitor(Path root, String prefix, int maxFiles) {
        this.root = root;
        this.prefix = prefix;
        this.maxFiles = maxFiles;
    }

    /** By name. */
    Map<String, Path> files() {
        return files;
    }

    /** By the name of what cannot be read. */
    SortedMap<String, String> problems() {
        return problems;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return !directory.equals(root) && isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    /** The link of a ConfigMap to its present version is hidden too; the files are reached by links of their own. */
    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String name = nameOf(file);
        if (isHidden(file) || RuleFileFormat.ofName(name) == null) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink()) {
            problems.put(name, "is a link to nothing");
        } else if (!attributes.isRegularFile()) {
            problems.put(name, "is no file that can be read");
        } else {
            files.put(name, file);
        }
        return files.size() > maxFiles ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    /** What is seen twice only because a link leads back to it is no problem, and what has just gone is not there. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        boolean harmless = failure instanceof FileSystemLoopException
                || (failure instanceof NoSuchFileException && !file.equals(root))
                || (isHidden(file) && !file.equals(root));
        if (!harmless) {
            problems.put(nameOf(file), DirectoryScanner.reason(failure));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
        if (failure != null) {
            problems.put(nameOf(directory), DirectoryScanner.reason(failure));
        }
        return FileVisitResult.CONTINUE;
    }

    private String nameOf(Path path) {
        if (path.equals(root)) {
            return root.toString();
        }
        StringBuilder name = new StringBuilder(prefix);
        root.relativize(path).forEach(step -> name.append('/').append(step));
        return name.toString();
    }
}
