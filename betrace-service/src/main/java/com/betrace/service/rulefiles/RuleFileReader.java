package com.betrace.service.rulefiles;

import com.betrace.service.json.ProtoJsonReader;
import com.betrace.service.json.ProtoYamlReader;
import com.betrace.service.json.StrictUtf8;
import com.betrace.service.json.UnreadableTextException;
import com.betrace.v1.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads rule files, YAML or JSON, and keeps in mind where what stands. Throws {@link RuleFileException} and nothing else. */
public final class RuleFileReader {

    /** The largest file that is read. */
    public static final int MAX_BYTES = ProtoYamlReader.MAX_BYTES;

    private final ProtoJsonReader json = new ProtoJsonReader();
    private final ProtoYamlReader yaml = new ProtoYamlReader();

    /** Reads a file of the file system; its name says which format it has. */
    public ReadRuleFile read(Path file) {
        String name = file.toString();
        RuleFileFormat format = RuleFileFormat.ofName(name);
        if (format == null) {
            throw refused(name, "is no rule file by its name, expected .yaml, .yml or .json");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(name, format, in.readNBytes(MAX_BYTES + 1));
        } catch (NoSuchFileException e) {
            throw refused(name, "there is no such file");
        } catch (IOException e) {
            throw refused(name, "cannot be read: " + e.getMessage());
        }
    }

    /** Reads the bytes of a file; the name is for messages. */
    public ReadRuleFile read(String name, RuleFileFormat format, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw refused(name, "is larger than " + MAX_BYTES + " bytes");
        }
        Findings findings = new Findings(name);
        RuleFile.Builder file = RuleFile.newBuilder();
        String text = "";
        try {
            text = StrictUtf8.decode(format.name(), bytes);
            if (text.isBlank()) {
                throw refused(name, "the file is empty, expected any of rules, lists, lookups and macros");
            }
            parse(format, text, file, findings);
        } catch (UnreadableTextException e) {
            findings.problem(e);
        }
        findings.throwProblems();
        return new ReadRuleFile(name, file.build(), findings.places(text));
    }

    private void parse(RuleFileFormat format, String text, RuleFile.Builder into, Findings findings) {
        switch (format) {
            case YAML -> yaml.read(text, into, findings);
            case JSON -> json.read(text, into, findings);
        }
    }

    private static RuleFileException refused(String name, String message) {
        return new RuleFileException(List.of(new RuleFileProblem(name, 0, 0, "", message)));
    }
}
