package com.betrace.service.rulesdirectory;

import com.betrace.catalog.RuleBundle;
import com.betrace.model.Provenance;
import com.betrace.service.rulefiles.RuleFileException;
import com.betrace.service.rulefiles.RuleFileFormat;
import com.betrace.service.rulefiles.RuleFileProblem;
import com.betrace.service.rulefiles.RuleFileReader;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Reads the files of the directory. */
final class RuleFileParser implements Function<FoundFile, FileReading> {

    private final RuleFileReader reader = new RuleFileReader();

    @Override
    public FileReading apply(FoundFile file) {
        String name = file.name();
        RuleFileFormat format = Objects.requireNonNull(RuleFileFormat.ofName(name), name);
        try {
            return new FileReading(
                    reader.read(name, format, file.content()).bundle(Provenance.ofFile(name)), List.of());
        } catch (RuleFileException e) {
            return new FileReading(
                    new RuleBundle(List.of(), List.of()),
                    e.problems().stream().map(RuleFileProblem::toString).toList());
        }
    }
}
