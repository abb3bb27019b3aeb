package com.betrace.service.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.RuleFile;
import com.betrace.v1.UpdateRuleRequest;
import com.google.protobuf.Message;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoYamlReaderTest {

    private final ProtoYamlReader reader = new ProtoYamlReader();

    @Test
    void read_ruleInYaml_isTheSameInJson() throws IOException {
        String yaml = """
                # a comment
                id: r
                name: "a name"
                expression: >-
                  span.failed
                  && true
                params: {max: 1000, ratio: -0.5, on: yes, who: [a, "1", 1], flag: true}
                enabled: false
                tags: [payments, 2024, 1.10, true]
                completion: {rootGrace: 10s, skew: 5ms, max_age: 5m}
                exceptions:
                  - when: 'span[''tenant''] == ''test'''
                    expires: 2027-01-31
                tests:
                  - name: bad
                    trace: |
                      1 - api "GET /x" 0 10 SERVER
                        + e 5
                """;
        CreateRuleRequest.Builder expected = CreateRuleRequest.newBuilder();
        JsonFormat.parser().merge("""
                        {"id": "r", "name": "a name", "expression": "span.failed && true",
                         "params": {"max": 1000, "ratio": -0.5, "on": "yes", "who": ["a", "1", 1], "flag": true},
                         "enabled": false, "tags": ["payments", "2024", "1.10", "true"],
                         "completion": {"rootGrace": "10s", "skew": "0.005s", "maxAge": "300s"},
                         "exceptions": [{"when": "span['tenant'] == 'test'", "expires": "2027-01-31"}],
                         "tests": [{"name": "bad", "trace": "1 - api \\"GET /x\\" 0 10 SERVER\\n  + e 5\\n"}]}""", expected);

        assertThat(read(yaml, CreateRuleRequest.newBuilder())).isEqualTo(expected.build());
    }

    /** What other readers of YAML take for booleans, numbers of base 60 or dates. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "no",
                "on",
                "off",
                "Yes",
                "NO",
                "y",
                "n",
                "12:30",
                "12:30:45",
                "190:20:30",
                "2027-01-31",
                "2027-01-31T12:00:00Z",
                "1.2.3",
                "1e",
                "5ms",
                "0x",
                "5s",
                "=",
                "0.1.2"
            })
    void read_wordInAFreeValue_isText(String word) throws IOException {
        assertThat(free(word)).isEqualTo(Value.newBuilder().setStringValue(word).build());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, -1", "500, 500", "1.50, 1.5", "1e3, 1000", "1.5E-2, 0.015", "-0.5, -0.5"})
    void read_plainNumber_isThatNumber(String text, double number) throws IOException {
        assertThat(free(text))
                .isEqualTo(Value.newBuilder().setNumberValue(number).build());
    }

    @ParameterizedTest
    @CsvSource({"true, true", "True, true", "FALSE, false"})
    void read_plainBoolean_isThatBoolean(String text, boolean value) throws IOException {
        assertThat(free(text)).isEqualTo(Value.newBuilder().setBoolValue(value).build());
        CreateRuleRequest.Builder rule = CreateRuleRequest.newBuilder();
        read("enabled: " + text, rule);
        assertThat(rule.getEnabled()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0500", "00", "1_000", "0x1F", "0o17", "0b11", "+5", ".5", "5.", ".inf", "-.inf", ".nan", ".NaN",
                "1_0.5", "-01"
            })
    void read_numberThatReadersDisagreeAbout_isRefusedWithAHint(String number) {
        String expected =
                number + " is a number to some readers of YAML and not to others, or not the same; write a plain"
                        + " decimal number such as 0.5 or 500, or \"" + number + "\" for text (line 1, column ";

        assertThat(refusal("params: {p: " + number + "}", CreateRuleRequest.newBuilder()))
                .isEqualTo("params.p: " + expected + "13)");
        assertThat(refusal("version: " + number, UpdateRuleRequest.newBuilder()))
                .isEqualTo("version: " + expected + "10)");
        assertThat(refusal("tags: [" + number + "]", CreateRuleRequest.newBuilder()))
                .isEqualTo("tags[0]: " + expected + "8)");
    }

    @Test
    void read_quotedScalar_isText() throws IOException {
        assertThat(free("\"0500\"").getStringValue()).isEqualTo("0500");
        assertThat(free("'true'").getStringValue()).isEqualTo("true");
        assertThat(free("!!str 5").getStringValue()).isEqualTo("5");
        assertThat(free("\"\"").hasStringValue()).isTrue();
        assertThat(refusal("enabled: 'true'", CreateRuleRequest.newBuilder()))
                .isEqualTo("enabled: expected true or false, got \"true\" (line 1, column 10)");
        assertThat(refusal("enabled: yes", CreateRuleRequest.newBuilder()))
                .isEqualTo("enabled: expected true or false, got \"yes\" (line 1, column 10)");
    }

    @Test
    void read_emptyValue_isUnset() throws IOException {
        assertThat(read("owner:\nname: ~\nrunbook: null\n", CreateRuleRequest.newBuilder()))
                .isEqualTo(CreateRuleRequest.getDefaultInstance());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nam: x                                   | nam: is not a field of CreateRuleRequest; did you mean 'name'? (line 1, column 1)
            name: [x]                                | name: expected a string, got a list (line 1, column 7)
            tags: a                                  | tags: expected a list, got "a" (line 1, column 7)
            {name: a, name: b}                       | name: is given twice (line 1, column 11)
            params: {a: 1, a: 2}                     | params.a: is given twice (line 1, column 16)
            params: {a: {b: 1, b: 2}}                | params.a.b: is given twice (line 1, column 20)
            - a                                      | body: expected an object, got a list (line 1, column 1)
            just text                                | body: expected an object, got "just text" (line 1, column 1)
            name: &a x                               | name: has the anchor '&a'; anchors are refused (line 1, column 7)
            &a name: x                               | name: has the anchor '&a'; anchors are refused (line 1, column 1)
            tags: &a [x]                             | tags: has the anchor '&a'; anchors are refused (line 1, column 7)
            params: {a: {b: *x}}                     | params.a.b: is the alias '*x'; aliases are refused, write it out (line 1, column 17)
            tags: [*x]                               | tags[0]: is the alias '*x'; aliases are refused, write it out (line 1, column 8)
            params: {a: !!binary aGk=}               | params.a: has the tag 'tag:yaml.org,2002:binary'; tags other than !!str, !!map and !!seq are refused (line 1, column 13)
            name: !java.net.URL x                    | name: has the tag '!java.net.URL'; tags other than !!str, !!map and !!seq are refused (line 1, column 7)
            tags: !!set {a, b}                       | tags: has the tag 'tag:yaml.org,2002:set'; tags other than !!str, !!map and !!seq are refused (line 1, column 7)
            params: {404: x}                         | params.404: the key 404 is not text; write "404" (line 1, column 10)
            params: {true: x}                        | params.true: the key true is not text; write "true" (line 1, column 10)
            params: {<<: x}                          | params.<<: the key << is not text; write "<<" (line 1, column 10)
            params: {[a]: x}                         | malformed YAML at line 1, column 10: a key is no text
            params: {a: 9007199254740993}            | params.a: the integer is not below 2^53 and cannot be kept exactly; give it as a string (line 1, column 13)
            params: {a: 1e999}                       | params.a: is out of range for a number of 64 bits: 1e999 (line 1, column 13)
            completion: {skew: 5}                    | completion.skew: expected a duration such as "0.25s", "5ms" or "1h" (units ns us ms s m h), got 5 (line 1, column 20)
            name: 'x                                 | malformed YAML at line 1, column 9: found unexpected end of stream
            """)
    void read_wrongYaml_namesPathPlaceAndExpectation(String yaml, String message) {
        assertThat(refusal(yaml, CreateRuleRequest.newBuilder())).isEqualTo(message);
    }

    @Test
    void read_severalDocuments_areRefused() {
        assertThat(refusal("name: a\n---\nname: b\n", CreateRuleRequest.newBuilder()))
                .isEqualTo("malformed YAML at line 2, column 1: a second document begins, expected one");
    }

    @Test
    void read_oneDocumentWithItsMarks_isRead() throws IOException {
        assertThat(read("%YAML 1.1\n---\nname: a\n...\n", CreateRuleRequest.newBuilder()))
                .isEqualTo(CreateRuleRequest.newBuilder().setName("a").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing but a comment\n", "---\n", "--- # nothing\n...\n"})
    void read_emptyText_saysSo(String yaml) {
        assertThat(refusal(yaml, RuleFile.newBuilder()))
                .isEqualTo("the request body is empty, expected a YAML object of RuleFile");
    }

    @Test
    void read_tabsAndControlCharacters_areRefusedWithTheirPlace() {
        assertThat(refusal("name: a\ntags:\n\t- b", CreateRuleRequest.newBuilder()))
                .startsWith(
                        "malformed YAML at line 3, column 1: found character '\\t(TAB)' that cannot start any token");
        assertThat(refusal("name: a\nowner: \u0007b", CreateRuleRequest.newBuilder()))
                .isEqualTo(
                        "malformed YAML at line 2, column 8: the character U+0007 is not allowed, write it as an escape");
    }

    @Test
    void read_bytesThatAreNoUtf8_areRefusedWithTheirPlace() {
        byte[] yaml = "name: ü\nowner: ?".getBytes(StandardCharsets.UTF_8);
        yaml[yaml.length - 1] = (byte) 0xff;

        RequestException refused = catchThrowableOfType(
                RequestException.class,
                () -> reader.read(new ByteArrayInputStream(yaml), CreateRuleRequest.newBuilder()));

        assertThat(refused).hasMessage("malformed YAML at line 2, column 8: not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void read_deepNesting_isRefusedInAShortMessage(String opening) {
        assertThat(refusal("params: {a: " + opening.repeat(100_000), CreateRuleRequest.newBuilder()))
                .hasSizeLessThan(500);
    }

    @Test
    void read_manyAliases_areRefusedWhereTheyBegin() {
        String bomb = "params:\n  a: &a [x, x, x]\n  b: &b [*a, *a, *a]\n  c: &c [*b, *b, *b]\n";

        assertThat(refusal(bomb, CreateRuleRequest.newBuilder()))
                .isEqualTo("params.a: has the anchor '&a'; anchors are refused (line 2, column 6)");
    }

    @Test
    void read_moreThanOneMebibyte_isExhausted() {
        String large = "name: " + "x".repeat(ProtoYamlReader.MAX_BYTES);

        RequestException refused =
                catchThrowableOfType(RequestException.class, () -> read(large, CreateRuleRequest.newBuilder()));

        assertThat(refused.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
        assertThat(refused).hasMessage("the request body is larger than the limit of 1048576 bytes for YAML");
    }

    private Value free(String text) throws IOException {
        CreateRuleRequest.Builder rule = CreateRuleRequest.newBuilder();
        read("params: {p: " + text + "}", rule);
        return rule.getParams().getFieldsOrThrow("p");
    }

    private String refusal(String yaml, Message.Builder into) {
        return catchThrowableOfType(RequestException.class, () -> read(yaml, into))
                .getMessage();
    }

    private Message read(String yaml, Message.Builder into) throws IOException {
        reader.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), into);
        return into.build();
    }
}
