package com.betrace.service.rulefiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.v1.Completion;
import com.betrace.v1.Exemption;
import com.betrace.v1.RuleDocument;
import com.betrace.v1.RuleFile;
import com.betrace.v1.RuleTest;
import com.google.protobuf.Duration;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a rule file holds, what the writer makes of it means the same to the reader. */
class RuleFileRoundTripTest {

    private static final long MAX_SECONDS = 315_576_000_000L;

    private final RuleFileReader reader = new RuleFileReader();

    @Property(tries = 500)
    void readBack_isEqual(@ForAll("files") RuleFile file, @ForAll RuleFileFormat format) {
        String text = RuleFileWriter.write(format, file);

        RuleFile read = reader.read("file", format, text.getBytes(StandardCharsets.UTF_8))
                .content();

        assertThat(read).as(text).isEqualTo(file);
    }

    /** What looks like something else, breaks lines, or means something to YAML, and anything at all. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        " ",
                        "~",
                        "null",
                        "yes",
                        "No",
                        "on",
                        "true",
                        "FALSE",
                        "0500",
                        "1_000",
                        "0x1F",
                        "0o7",
                        ".5",
                        "+1",
                        "1e3",
                        ".nan",
                        "-.inf",
                        "12:30",
                        "2027-01-31",
                        "<<",
                        "=",
                        "- a",
                        "a: b",
                        "a #b",
                        "#a",
                        "*a",
                        "&a",
                        "!a",
                        "%a",
                        "@a",
                        "`a",
                        "? a",
                        "{a}",
                        "[a]",
                        "a,b",
                        "'",
                        "\"",
                        "\\",
                        "|",
                        ">",
                        "-",
                        "---",
                        "...",
                        "--- a",
                        "\n",
                        "a\n",
                        "a\nb",
                        "\na",
                        "  a\nb\n",
                        "a\n\n\nb\n\n",
                        "a \nb",
                        "a\n b",
                        "a\tb",
                        "\ta",
                        "\r\n",
                        "a\r",
                        "\u0085",
                        "\u2028x",
                        "\u0007",
                        "\u00a0",
                        "ü",
                        "😀",
                        "\ufeff",
                        "x ".repeat(80),
                        " lead " + "word ".repeat(40),
                        "y".repeat(300)),
                Arbitraries.strings()
                        .withChars("ab \n:-#'\"{}[],&*?|>%@`\\!~0.")
                        .ofMaxLength(30),
                Arbitraries.strings().withCharRange(' ', '\ud7ff').ofMaxLength(20));
    }

    private static Arbitrary<Value> scalars() {
        return Arbitraries.oneOf(
                texts().map(text -> Value.newBuilder().setStringValue(text).build()),
                Arbitraries.of(true, false)
                        .map(bool -> Value.newBuilder().setBoolValue(bool).build()),
                Arbitraries.integers()
                        .map(number -> Value.newBuilder().setNumberValue(number).build()),
                Arbitraries.doubles()
                        .between(-1e20, 1e20)
                        .filter(number -> Math.abs(number) < 1L << 53)
                        .map(number -> Value.newBuilder().setNumberValue(number).build()),
                Arbitraries.of(1e-300, 0.1, 4.9e-324, 1e-7, 123456789.125)
                        .map(number -> Value.newBuilder().setNumberValue(number).build()));
    }

    private static Arbitrary<ListValue> lists() {
        return scalars()
                .list()
                .ofMaxSize(5)
                .map(values -> ListValue.newBuilder().addAllValues(values).build());
    }

    private static Arbitrary<Struct> structs() {
        Arbitrary<Value> values = Arbitraries.oneOf(
                scalars(),
                lists().map(list -> Value.newBuilder().setListValue(list).build()));
        return Arbitraries.maps(texts(), values)
                .ofMaxSize(4)
                .map(fields -> Struct.newBuilder().putAllFields(fields).build());
    }

    private static Arbitrary<Duration> durations() {
        return Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.of(0L, 1L, 60L, 3600L, 90L, MAX_SECONDS - 1),
                                Arbitraries.longs().between(0, MAX_SECONDS - 1)),
                        Arbitraries.oneOf(
                                Arbitraries.of(0, 1, 1_000, 5_000_000, 500_000_000, 999_999_999),
                                Arbitraries.integers().between(0, 999_999_999)))
                .as((seconds, nanos) -> Duration.newBuilder()
                        .setSeconds(seconds)
                        .setNanos(nanos)
                        .build());
    }

    private static Arbitrary<RuleTest> tests() {
        return Combinators.combine(texts(), texts(), texts().list().ofMaxSize(3), texts())
                .as((name, expect, ids, trace) -> RuleTest.newBuilder()
                        .setName(name)
                        .setExpect(expect)
                        .addAllOffenders(ids)
                        .setTrace(trace)
                        .build());
    }

    private static Arbitrary<RuleDocument> rules() {
        return Combinators.combine(
                        texts().list().ofSize(5),
                        texts().list().ofMaxSize(4),
                        structs(),
                        durations(),
                        tests().list().ofMaxSize(2))
                .as((fields, tags, params, time, tests) -> RuleDocument.newBuilder()
                        .setName(fields.get(0))
                        .setDescription(fields.get(1))
                        .setExpression(fields.get(2))
                        .setEnabled(tags.isEmpty())
                        .addAllTags(tags)
                        .setParams(params)
                        .setCompletion(Completion.newBuilder().setIdle(time))
                        .addExceptions(
                                Exemption.newBuilder().setWhen(fields.get(3)).setExpires(fields.get(4)))
                        .addAllTests(tests)
                        .build());
    }

    @Provide
    static Arbitrary<RuleFile> files() {
        return Combinators.combine(
                        Arbitraries.maps(texts(), lists()).ofMaxSize(2),
                        Arbitraries.maps(texts(), structs()).ofMaxSize(2),
                        Arbitraries.maps(texts(), texts()).ofMaxSize(2),
                        rules().list().ofMaxSize(2))
                .as((lists, lookups, macros, rules) -> RuleFile.newBuilder()
                        .putAllLists(lists)
                        .putAllLookups(lookups)
                        .putAllMacros(macros)
                        .addAllRules(rules)
                        .build());
    }
}
