package com.betrace.service.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.v1.Rule;
import com.google.protobuf.Any;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProtoJsonWriterTest {

    @Test
    void write_rule_isLowerCamelCaseWithUnpopulatedFields() {
        assertThat(ProtoJsonWriter.write(
                        Rule.newBuilder().setId("r").setVersion(3).build()))
                .startsWith("{\"id\":\"r\",\"name\":\"\",\"description\":\"\",\"expression\":\"\",\"severity\":\"\","
                        + "\"tags\":[],\"version\":\"3\",\"scope\":\"RULE_SCOPE_UNSPECIFIED\",\"issues\":[],");
    }

    @Test
    void write_expression_isReadableAndTheSameJson() throws IOException {
        String nasty = "a < b && c >= 'd' \\u003c \\\\u003d \" \u2028 \n \u0001 ü 😀";
        Rule rule = Rule.newBuilder().setExpression(nasty).build();

        String json = ProtoJsonWriter.write(rule);

        assertThat(json).contains("a < b && c >= 'd' \\\\u003c \\\\\\\\u003d \\\" \\u2028 \\n \\u0001 ü 😀");
        Rule.Builder read = Rule.newBuilder();
        JsonFormat.parser().merge(json, read);
        assertThat(read.getExpression()).isEqualTo(nasty);
    }

    @Test
    void write_status_showsItsDetails() {
        Status status = Status.newBuilder()
                .setCode(3)
                .setMessage("no")
                .addDetails(Any.pack(BadRequest.getDefaultInstance()))
                .build();

        assertThat(ProtoJsonWriter.write(status))
                .isEqualTo("{\"code\":3,\"message\":\"no\",\"details\":[{\"@type\":"
                        + "\"type.googleapis.com/google.rpc.BadRequest\",\"fieldViolations\":[]}]}");
    }
}
