package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.v1.EvaluateRuleRequest;
import com.betrace.v1.HealthCheckRequest;
import com.betrace.v1.NamedList;
import com.betrace.v1.Pipeline;
import com.betrace.v1.Rule;
import com.betrace.v1.RuleFile;
import com.betrace.v1.RuleHealth;
import com.betrace.v1.Span;
import com.betrace.v1.Violation;
import com.google.api.AnnotationsProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.ExtensionRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The API may only grow. */
class ApiCompatibilityTest {

    private static final Path RECORDED = Path.of(
            System.getProperty("betrace.root", ".."),
            "betrace-service/src/test/resources/com/betrace/service/api/api-compat.binpb");
    private static final String UPDATE = "betrace.update";
    private static final String HOW_TO_UPDATE =
            "If that is meant, record it: mvn -pl betrace-service -am test -Dtest=ApiCompatibilityTest -D" + UPDATE
                    + "=true -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void api_onlyGrows_andItsLastStateIsRecorded() throws IOException {
        if (Boolean.getBoolean(UPDATE)) {
            Files.write(RECORDED, current().toByteArray());
        }
        FileDescriptorSet recorded = recorded();

        assertThat(ApiFacts.broken(recorded, current()))
                .as("what existing clients rely on is gone or different. " + HOW_TO_UPDATE)
                .isEmpty();
        assertThat(ApiFacts.of(current()))
                .as("the API grew and its new state is not recorded yet. " + HOW_TO_UPDATE)
                .isEqualTo(ApiFacts.of(recorded));
    }

    @Test
    void field_removedRenumberedOrRetyped_isFound() {
        FieldDescriptorProto id = field("id").toBuilder().build();

        assertThat(broken(rules -> rules.getMessageTypeBuilder(0).removeField(0)))
                .containsExactly("field betrace.v1.Rule = 1: was id string optional, is gone");
        assertThat(broken(rules -> rules.getMessageTypeBuilder(0)
                        .setField(0, id.toBuilder().setNumber(99))))
                .containsExactly("field betrace.v1.Rule = 1: was id string optional, is gone");
        assertThat(broken(rules -> rules.getMessageTypeBuilder(0)
                        .setField(0, id.toBuilder().setType(FieldDescriptorProto.Type.TYPE_BYTES))))
                .containsExactly("field betrace.v1.Rule = 1: was id string optional, is id bytes optional");
        assertThat(broken(rules -> rules.getMessageTypeBuilder(0)
                        .setField(0, id.toBuilder().setName("key").setJsonName("key"))))
                .containsExactly("field betrace.v1.Rule = 1: was id string optional, is key string optional");
    }

    @Test
    void rpcOrRoute_removedOrChanged_isFound() {
        assertThat(broken(rules -> rules.getServiceBuilder(0).removeMethod(0)))
                .containsExactly("rpc betrace.v1.RuleService.ListRules: was .betrace.v1.ListRulesRequest -> "
                        + ".betrace.v1.ListRulesResponse, GET /api/rules body '', is gone");
        assertThat(broken(rules -> rules.getServiceBuilder(0)
                        .getMethodBuilder(0)
                        .getOptionsBuilder()
                        .clearExtension(AnnotationsProto.http)))
                .singleElement()
                .asString()
                .endsWith(", PATTERN_NOT_SET  body ''");
    }

    @Test
    void addition_isNoBreak() {
        assertThat(broken(rules -> rules.getMessageTypeBuilder(0)
                        .addField(field("id").toBuilder().setName("new").setNumber(1_000))))
                .isEmpty();
    }

    private static List<String> broken(Consumer<FileDescriptorProto.Builder> change) {
        FileDescriptorSet.Builder changed = current().toBuilder();
        change.accept(changed.getFileBuilder(0));
        return ApiFacts.broken(current(), changed.build());
    }

    private static FieldDescriptorProto field(String name) {
        return Rule.getDescriptor().findFieldByName(name).toProto();
    }

    private static FileDescriptorSet current() {
        return FileDescriptorSet.newBuilder()
                .addAllFile(Stream.of(
                                Rule.getDescriptor(),
                                RuleFile.getDescriptor(),
                                RuleHealth.getDescriptor(),
                                EvaluateRuleRequest.getDescriptor(),
                                NamedList.getDescriptor(),
                                Violation.getDescriptor(),
                                Span.getDescriptor(),
                                Pipeline.getDescriptor(),
                                HealthCheckRequest.getDescriptor())
                        .map(message -> message.getFile())
                        .map(FileDescriptor::toProto)
                        .toList())
                .build();
    }

    private static FileDescriptorSet recorded() throws IOException {
        ExtensionRegistry extensions = ExtensionRegistry.newInstance();
        AnnotationsProto.registerAllExtensions(extensions);
        return FileDescriptorSet.parseFrom(Files.readAllBytes(RECORDED), extensions);
    }
}
