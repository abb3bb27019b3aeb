package com.betrace.service.api;

import com.betrace.model.Excerpt;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** What is wrong with a text that is no JSON, in words for its author. */
public final class MalformedJson {

    /** Jackson names its own options and sources, which mean nothing to whoever wrote the text. */
    private static final Pattern INTERNALS =
            Pattern.compile(", from `[^`]*`| \\(start marker at \\[Source: .*?; line: (\\d+), column: (\\d+)]\\)");

    private static final int LONGEST = 200;

    private MalformedJson() {}

    public static String cause(JsonProcessingException e) {
        String firstLine = e.getOriginalMessage().lines().findFirst().orElse("");
        return Excerpt.of(
                INTERNALS
                        .matcher(firstLine)
                        .replaceAll(found -> found.group(1) == null
                                ? ""
                                : ", opened at line " + found.group(1) + ", column " + found.group(2)),
                LONGEST);
    }
}
