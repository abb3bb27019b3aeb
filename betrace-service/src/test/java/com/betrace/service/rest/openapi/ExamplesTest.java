package com.betrace.service.rest.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.betrace.service.api.ErrorStatus;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Status;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {

    private final Examples examples = Examples.read();

    @Test
    void examples_areThoseOfTheRpcs() {
        Set<String> rpcs = ApiDefinition.read().rpcs().stream().map(Rpc::name).collect(Collectors.toSet());

        assertThat(examples.order()).containsExactlyInAnyOrderElementsOf(rpcs);
    }

    @ParameterizedTest
    @MethodSource("rpcs")
    void rpc_hasEveryExample_eachOfItsMessage(Rpc rpc) {
        assertThat(examples.request(rpc.name()) != null).as("request").isEqualTo(rpc.hasBody());
        if (rpc.hasBody()) {
            assertReadable(examples.request(rpc.name()), rpc.bodyType());
        }
        if (!rpc.method().isServerStreaming()) {
            assertReadable(examples.response(rpc.name()), rpc.method().getOutputType());
        }
        assertThat(rpc.pathFields()).allMatch(field -> examples.path(rpc.name(), field.getName()) != null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Invalid", "Missing", "TooLarge", "Unsupported", "Other"})
    void commonError_isAStatus(String name) {
        assertReadable(examples.commonError(name), Status.getDescriptor());
    }

    static Iterable<Rpc> rpcs() {
        return ApiDefinition.read().rpcs();
    }

    private static void assertReadable(JsonNode example, Descriptor type) {
        assertThatCode(() -> JsonFormat.parser()
                        .usingTypeRegistry(ErrorStatus.DETAIL_TYPES)
                        .merge(example.toString(), DynamicMessage.newBuilder(type)))
                .as("%s", example)
                .doesNotThrowAnyException();
    }
}
