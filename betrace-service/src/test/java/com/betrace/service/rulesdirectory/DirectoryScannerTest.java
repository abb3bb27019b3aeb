package com.betrace.service.rulesdirectory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DirectoryScannerTest {

    @TempDir
    private Path temporary;

    private Path root;
    private DirectoryScanner scanner;

    @BeforeEach
    void create() throws IOException {
        root = Files.createDirectory(temporary.resolve("rules"));
        scanner = new DirectoryScanner(root);
    }

    private Path write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static void link(Path link, Path to) throws IOException {
        Files.createSymbolicLink(link, to);
    }

    @Test
    void ruleFiles_areFoundByTheirEndingAndSortedByName() throws IOException {
        write("b.yaml", "b");
        write("a.yml", "a");
        write("sub/deep/c.JSON", "größe");
        write("sub.yaml", "s");
        write("README.md", "no");
        write("yaml", "no");
        write("a.yaml.bak", "no");

        DirectoryState state = scanner.get();

        assertThat(state.files())
                .extracting(FoundFile::name)
                .containsExactly("rules/a.yml", "rules/b.yaml", "rules/sub.yaml", "rules/sub/deep/c.JSON");
        assertThat(state.files().get(3).content()).isEqualTo("größe".getBytes(StandardCharsets.UTF_8));
        assertThat(state.problems()).isEmpty();
    }

    @Test
    void hiddenFilesAndDirectories_areLeftAlone() throws IOException {
        write(".a.yaml", "no");
        write(".git/a.yaml", "no");
        write("sub/.old/a.yaml", "no");

        assertThat(scanner.get().files()).isEmpty();
    }

    @Test
    void hiddenRoot_isLookedThrough() throws IOException {
        Path hidden = Files.createDirectory(temporary.resolve(".rules"));
        Files.writeString(hidden.resolve("a.yaml"), "a");

        assertThat(new DirectoryScanner(hidden).get().files())
                .extracting(FoundFile::name)
                .containsExactly(".rules/a.yaml");
    }

    @Test
    void digest_isThatOfNamesAndContents() throws IOException {
        Path file = write("a.yaml", "a");
        String before = scanner.get().digest();

        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        write("README.md", "other");
        assertThat(scanner.get().digest()).isEqualTo(before);

        write("a.yaml", "b");
        String changed = scanner.get().digest();
        assertThat(changed).isNotEqualTo(before);

        Files.move(file, root.resolve("b.yaml"));
        assertThat(scanner.get().digest()).isNotIn(before, changed);
    }

    /** As Kubernetes does it: the files are links through a hidden link, which is replaced in one step. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void swappedLink_isAnotherState() throws IOException {
        write("..v1/a.yaml", "one");
        write("..v2/a.yaml", "two");
        link(root.resolve("..data"), Path.of("..v1"));
        link(root.resolve("a.yaml"), Path.of("..data", "a.yaml"));
        DirectoryState first = scanner.get();
        assertThat(first.files()).extracting(FoundFile::name).containsExactly("rules/a.yaml");
        assertThat(first.files().get(0).content()).asString().isEqualTo("one");

        link(root.resolve("..next"), Path.of("..v2"));
        Files.move(root.resolve("..next"), root.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

        DirectoryState second = scanner.get();
        assertThat(second.files()).hasSize(1);
        assertThat(second.files().get(0).content()).asString().isEqualTo("two");
        assertThat(second.digest()).isNotEqualTo(first.digest());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void links_areFollowedButNotInACircle() throws IOException {
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("e.yaml"), "e");
        link(root.resolve("linked"), elsewhere);
        link(elsewhere.resolve("back"), root);
        link(root.resolve("self"), root);
        write("a.yaml", "a");

        DirectoryState state = scanner.get();

        assertThat(state.files()).extracting(FoundFile::name).containsExactly("rules/a.yaml", "rules/linked/e.yaml");
        assertThat(state.problems()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void brokenLink_isAProblem() throws IOException {
        link(root.resolve("a.yaml"), Path.of("nowhere.yaml"));
        link(root.resolve("b.txt"), Path.of("nowhere.txt"));

        assertThat(scanner.get().problems()).containsExactly("rules/a.yaml: is a link to nothing");
    }

    @Test
    void directoryNamedAsARuleFile_isADirectory() throws IOException {
        write("all.yaml/a.yaml", "a");

        assertThat(scanner.get().files()).extracting(FoundFile::name).containsExactly("rules/all.yaml/a.yaml");
        assertThat(scanner.get().problems()).isEmpty();
    }

    @Test
    void missingDirectory_isAProblem() throws IOException {
        Files.delete(root);

        assertThat(scanner.get().problems()).containsExactly(root + ": does not exist");
    }

    @Test
    void fileInsteadOfADirectory_isAProblem() throws IOException {
        Files.delete(root);
        Files.writeString(root, "");

        assertThat(scanner.get().problems()).containsExactly(root + ": is no directory");
    }

    @Test
    void moreThanAllFilesMayHave_isAProblem() throws IOException {
        Path file = write("big.yaml", "");
        try (RandomAccessFile big = new RandomAccessFile(file.toFile(), "rw")) {
            big.setLength(DirectoryScanner.MAX_BYTES + 1);
        }

        assertThat(scanner.get().problems())
                .containsExactly("rules/big.yaml: is beyond the 67108864 bytes that all rule files may have");
    }
}
