package com.betrace.service.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.Main;
import com.betrace.service.cli.CommandRun;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the command line: what it shows is what the commands print. */
class CommandLineDocTest {

    private static final Path PAGE = Path.of(System.getProperty("betrace.root"), "docs", "CLI.md");
    private static final Pattern FILE = Pattern.compile("<!-- file: (\\S+) -->\\n```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SESSION =
            Pattern.compile("```console\\n\\$ \\./betrace (.*?)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REPORT = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    private void writeFiles(String page) throws IOException {
        Matcher files = FILE.matcher(page);
        while (files.find()) {
            Files.writeString(directory.resolve(files.group(1)), files.group(2));
        }
    }

    private CommandRun run(String words) {
        String[] inDirectory = Pattern.compile(" ")
                .splitAsStream(words)
                .map(word -> word.endsWith(".yaml") ? directory.resolve(word).toString() : word)
                .toArray(String[]::new);
        return CommandRun.of(inDirectory);
    }

    @Test
    void sessions_printWhatThePageShows() throws IOException {
        String page = Files.readString(PAGE);
        writeFiles(page);
        Matcher sessions = SESSION.matcher(page);
        int run = 0;
        while (sessions.find()) {
            run++;
            assertThat(run(sessions.group(1)).out().replace(directory + "/", ""))
                    .as(sessions.group(1))
                    .isEqualTo(sessions.group(2));
        }
        assertThat(run).isEqualTo(3);
    }

    @Test
    void reports_haveTheFieldsThatThePageShows() throws IOException {
        String page = Files.readString(PAGE);
        writeFiles(page);
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> shown = new ArrayList<>();
        REPORT.matcher(page).results().forEach(report -> {
            try {
                shown.add(json.readTree(report.group(1)));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        JsonNode check = json.readTree(run("rules check --json payments.yaml").out());
        JsonNode test = json.readTree(run("rules test --json payments.yaml").out());

        assertThat(names(check)).isEqualTo(names(shown.get(0)));
        assertThat(names(check.path("remarks").get(0)))
                .isEqualTo(names(shown.get(0).path("remarks").get(0)));
        assertThat(names(test)).isEqualTo(names(shown.get(1)));
        assertThat(names(test.path("results").get(0)))
                .isEqualTo(names(shown.get(1).path("results").get(0)));
    }

    @Test
    void everyCommand_isOnThePage() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(Main.commands().names())
                .hasSize(18)
                .allSatisfy(name -> assertThat(page).contains("`" + name));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
