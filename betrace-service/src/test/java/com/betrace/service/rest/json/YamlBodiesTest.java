package com.betrace.service.rest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.RequestException;
import com.betrace.v1.CreateRuleRequest;
import com.google.protobuf.Message;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlBodiesTest {

    private static final CreateRuleRequest RULE = CreateRuleRequest.newBuilder()
            .setName("a")
            .setExpression("span.failed")
            .addTags("404")
            .build();
    private static final String TEXT = "name: a\nexpression: span.failed\ntags: [\"404\"]\n";

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "application/x-yaml", "text/yaml", "text/yaml;charset=UTF-8"})
    void yaml_byAnyOfItsNames_isReadAndWritten(String type) throws IOException {
        assertThat(read(type, TEXT)).isEqualTo(RULE);
        assertThat(write(type, RULE)).isEqualTo(TEXT);
    }

    @Test
    void yaml_thatIsWrong_saysWhereAndWhat() {
        assertThatThrownBy(() -> read("application/yaml", "nam: a"))
                .isInstanceOf(RequestException.class)
                .hasMessage("nam: is not a field of CreateRuleRequest; did you mean 'name'? (line 1, column 1)");
    }

    private static Message read(String type, String body) throws IOException {
        @SuppressWarnings("unchecked")
        Class<Message> message = (Class<Message>) (Class<?>) CreateRuleRequest.class;
        return new MessageReader()
                .readFrom(
                        message,
                        message,
                        new Annotation[0],
                        MediaType.valueOf(type),
                        new MultivaluedHashMap<>(),
                        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String write(String type, Message message) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        new MessageWriter()
                .writeTo(
                        message,
                        message.getClass(),
                        message.getClass(),
                        new Annotation[0],
                        MediaType.valueOf(type),
                        new MultivaluedHashMap<>(),
                        body);
        return body.toString(StandardCharsets.UTF_8);
    }
}
