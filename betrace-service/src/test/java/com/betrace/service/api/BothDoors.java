package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.RunningBetrace;
import com.betrace.service.cli.Endpoints;
import com.betrace.v1.DeleteListRequest;
import com.betrace.v1.DeleteMacroRequest;
import com.betrace.v1.DeleteRuleRequest;
import com.betrace.v1.ListListsRequest;
import com.betrace.v1.ListMacrosRequest;
import com.betrace.v1.ListRulesRequest;
import com.betrace.v1.RuleServiceGrpc;
import com.betrace.v1.RuleServiceGrpc.RuleServiceBlockingStub;
import com.betrace.v1.SharedNameServiceGrpc;
import com.betrace.v1.SharedNameServiceGrpc.SharedNameServiceBlockingStub;
import com.betrace.v1.SpanServiceGrpc;
import com.betrace.v1.SpanServiceGrpc.SpanServiceBlockingStub;
import com.betrace.v1.ViolationServiceGrpc;
import com.betrace.v1.ViolationServiceGrpc.ViolationServiceBlockingStub;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A client of a running service that reads and writes the same messages over gRPC and over REST. */
final class BothDoors implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;
    private final ManagedChannel channel;

    BothDoors(Endpoints endpoints) {
        address = "http://localhost:" + endpoints.httpPort();
        channel = RunningBetrace.channel(endpoints.grpcPort());
    }

    RuleServiceBlockingStub rules() {
        return RuleServiceGrpc.newBlockingStub(channel);
    }

    /** Calls in somebody's name. */
    RuleServiceBlockingStub as(String actor) {
        Metadata metadata = new Metadata();
        metadata.put(Metadata.Key.of(Actors.HEADER, Metadata.ASCII_STRING_MARSHALLER), actor);
        return rules().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
    }

    SharedNameServiceBlockingStub names() {
        return SharedNameServiceGrpc.newBlockingStub(channel);
    }

    /** Rules first, because they read the rest. */
    void deleteEverything() {
        rules().listRules(ListRulesRequest.getDefaultInstance())
                .getRulesList()
                .forEach(rule -> rules().deleteRule(DeleteRuleRequest.newBuilder()
                        .setId(rule.getId())
                        .build()));
        names().listLists(ListListsRequest.getDefaultInstance())
                .getListsList()
                .forEach(list -> names().deleteList(DeleteListRequest.newBuilder()
                        .setName(list.getName())
                        .build()));
        names().listMacros(ListMacrosRequest.getDefaultInstance())
                .getMacrosList()
                .forEach(macro -> names().deleteMacro(DeleteMacroRequest.newBuilder()
                        .setName(macro.getName())
                        .build()));
    }

    SpanServiceBlockingStub spans() {
        return SpanServiceGrpc.newBlockingStub(channel);
    }

    ViolationServiceBlockingStub violations() {
        return ViolationServiceGrpc.newBlockingStub(channel);
    }

    /** The answer of a REST call as its message; protobuf's own parser reads it, and refuses fields that are unknown. */
    <B extends Message.Builder> B get(String path, B into) throws Exception {
        return read(HttpRequest.newBuilder(URI.create(address + path)).GET(), into);
    }

    <B extends Message.Builder> B send(String verb, String path, MessageOrBuilder body, B into) throws Exception {
        return read(request(verb, path, body), into);
    }

    <B extends Message.Builder> B sendAs(String actor, String verb, String path, MessageOrBuilder body, B into)
            throws Exception {
        return read(request(verb, path, body).header(Actors.HEADER, actor), into);
    }

    private HttpRequest.Builder request(String verb, String path, MessageOrBuilder body) throws Exception {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .method(verb, BodyPublishers.ofString(JsonFormat.printer().print(body)));
    }

    private <B extends Message.Builder> B read(HttpRequest.Builder request, B into) throws Exception {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonFormat.parser().merge(response.body(), into);
        return into;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
