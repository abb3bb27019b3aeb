package com.betrace.service.cli.client;

import com.betrace.service.cli.CommandException;
import com.betrace.service.cli.rules.RuleFilePaths;
import com.betrace.service.rulefiles.FilePlaces.Position;
import com.betrace.service.rulefiles.ReadRuleFile;
import com.betrace.service.rulefiles.RuleFileException;
import com.betrace.service.rulefiles.RuleFileReader;
import com.betrace.v1.RuleFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Several rule files as one message, which remembers where its parts stand. */
final class RuleFileSet {

    private final RuleFile.Builder merged = RuleFile.newBuilder();
    private final Map<String, String> names = new HashMap<>();
    private final List<String> rules = new ArrayList<>();

    private RuleFileSet() {}

    /** Throws for a file that cannot be read, and for a name that two files define. */
    static RuleFileSet read(List<String> arguments) throws CommandException {
        RuleFileSet set = new RuleFileSet();
        for (Path path : RuleFilePaths.of(arguments)) {
            try {
                set.add(new RuleFileReader().read(path));
            } catch (RuleFileException e) {
                throw CommandException.usage("\n" + e.getMessage());
            }
        }
        return set;
    }

    private void add(ReadRuleFile file) throws CommandException {
        RuleFile content = file.content();
        for (String name : content.getListsMap().keySet()) {
            addName(file, "lists." + name);
        }
        for (String name : content.getLookupsMap().keySet()) {
            addName(file, "lookups." + name);
        }
        for (String name : content.getMacrosMap().keySet()) {
            addName(file, "macros." + name);
        }
        for (int i = 0; i < content.getRulesCount(); i++) {
            rules.add(place(file, "rules[" + i + "]"));
        }
        merged.mergeFrom(content);
    }

    private void addName(ReadRuleFile file, String path) throws CommandException {
        String place = place(file, path);
        String first = names.putIfAbsent(path, place);
        if (first != null) {
            throw CommandException.usage(path + " is defined twice: " + first + " and " + place);
        }
    }

    private static String place(ReadRuleFile file, String path) {
        Position at = file.places().of(path);
        return file.name() + ":" + at.line();
    }

    RuleFile message() {
        return merged.build();
    }

    /** Such as {@code rules/pay.yaml:12}; empty where nothing is known. */
    String placeOfName(String path) {
        return names.getOrDefault(path, "");
    }

    /** The same of a rule, in the order of the message. */
    String placeOfRule(int index) {
        return index < rules.size() ? rules.get(index) : "";
    }
}
