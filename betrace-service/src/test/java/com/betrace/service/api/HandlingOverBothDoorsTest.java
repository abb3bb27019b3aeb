package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.betrace.model.TraceId;
import com.betrace.service.RunningBetrace;
import com.betrace.testkit.TestSpans;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.GetViolationStatsRequest;
import com.betrace.v1.HandleViolationRequest;
import com.betrace.v1.IngestSpansRequest;
import com.betrace.v1.ListViolationGroupsRequest;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.ListViolationsResponse;
import com.betrace.v1.Violation;
import com.betrace.v1.ViolationCount;
import com.betrace.v1.ViolationGroup;
import com.betrace.v1.ViolationStats;
import com.google.protobuf.Duration;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people make of violations, and what they see of many at once, over REST and gRPC. */
class HandlingOverBothDoorsTest {

    private static final int STORED = 3;

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    private BothDoors doors;

    @BeforeEach
    void violations() {
        doors = new BothDoors(BETRACE.endpoints());
        doors.rules()
                .createRule(CreateRuleRequest.newBuilder()
                        .setId("handled")
                        .setName("handled")
                        .setExpression("span.name == \"handled\"")
                        .addControls("SOC2:CC7.2")
                        .build());
        doors.spans()
                .ingestSpans(IngestSpansRequest.newBuilder()
                        .addAllSpans(IntStream.range(0, STORED)
                                .mapToObj(
                                        number -> TestSpans.spans(new TraceId(11, number + 1), "a - shop handled 0 1"))
                                .flatMap(List::stream)
                                .map(SpanWriter::toMessage)
                                .toList())
                        .build());
        await().until(() -> list("ANY").getTotalCount() == STORED);
    }

    @AfterEach
    void close() {
        doors.deleteEverything();
        doors.close();
    }

    private ListViolationsResponse list(String state) {
        return doors.violations()
                .listViolations(ListViolationsRequest.newBuilder()
                        .setRuleId("handled")
                        .setState(state)
                        .build());
    }

    private HttpResponse<String> post(String id, String verb, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:"
                                        + BETRACE.endpoints().httpPort() + "/api/violations/" + id + "/" + verb))
                                .header("Content-Type", "application/json")
                                .header(Actors.HEADER, "ann")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void handledOverOneDoor_isSeenAtTheOther() throws Exception {
        String id = list("OPEN").getViolations(0).getId();

        assertThat(post(id, "acknowledge", "{\"note\": \"größe\"}").statusCode())
                .isEqualTo(200);

        Violation acknowledged = list("ACKNOWLEDGED").getViolations(0);
        assertThat(acknowledged.getId()).isEqualTo(id);
        assertThat(acknowledged.getRevision()).isEqualTo(2);
        assertThat(acknowledged.getHandling().getActor()).isEqualTo("ann");
        assertThat(acknowledged.getHandling().getNote()).isEqualTo("größe");
        assertThat(list("").getTotalCount()).isEqualTo(STORED - 1);
        Violation resolved = doors.violations()
                .resolveViolation(HandleViolationRequest.newBuilder().setId(id).build());
        assertThat(resolved.getState()).isEqualTo("RESOLVED");
        assertThat(post(id, "false-positive", "{}").body()).contains("\"state\":\"FALSE_POSITIVE\"");
        assertThat(post(id, "reopen", "{}").body()).contains("\"state\":\"OPEN\"");
        assertThat(list("").getTotalCount()).isEqualTo(STORED);
    }

    @Test
    void handlingOfWhatIsNotThere_orWithTooLongANote_isRefused() throws Exception {
        assertThat(post("0".repeat(32), "resolve", "{}").statusCode()).isEqualTo(404);
        assertThat(post("nonsense", "resolve", "{}").body()).contains("id: ");
        HandleViolationRequest tooLong = HandleViolationRequest.newBuilder()
                .setId(list("OPEN").getViolations(0).getId())
                .setNote("n".repeat(2_001))
                .build();
        assertThatThrownBy(() -> doors.violations().acknowledgeViolation(tooLong))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("note: has 2001 characters, expected at most 2000");
    }

    @Test
    void stats_areTheSameOverBothDoors() throws Exception {
        ViolationStats overGrpc = doors.violations()
                .getViolationStats(GetViolationStatsRequest.newBuilder()
                        .setRuleId("handled")
                        .setInterval(Duration.newBuilder().setSeconds(300))
                        .build());
        ViolationStats overRest = doors.get(
                        "/api/violations/stats?ruleId=handled&interval=5m", ViolationStats.newBuilder())
                .build();

        assertThat(overRest).isEqualTo(overGrpc);
        assertThat(overGrpc.getTotal()).isEqualTo(STORED);
        ViolationCount all = ViolationCount.newBuilder()
                .setName("SOC2:CC7.2")
                .setCount(STORED)
                .build();
        assertThat(overGrpc.getByControlList()).containsExactly(all);
        assertThat(overGrpc.getByRuleList())
                .containsExactly(all.toBuilder().setName("handled").build());
        assertThat(overGrpc.getByServiceList())
                .containsExactly(all.toBuilder().setName("shop").build());
        assertThat(overGrpc.getSeriesList())
                .isNotEmpty()
                .allSatisfy(interval ->
                        assertThat(interval.getTime().getSeconds() % 300).isZero());
        assertThat(overGrpc.getSeriesList().stream()
                        .mapToInt(interval -> interval.getTotal())
                        .sum())
                .isEqualTo(STORED);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0.000000001s",
        "0, 500000000, 0.500s",
        "-99999999999, 0, -99999999999s",
        "99999999999, 5, 99999999999.000000005s"
    })
    void stats_withAnIntervalThatCannotBe_areRefused(long seconds, int nanos, String shown) {
        assertThatThrownBy(() -> doors.violations()
                        .getViolationStats(GetViolationStatsRequest.newBuilder()
                                .setInterval(Duration.newBuilder()
                                        .setSeconds(seconds)
                                        .setNanos(nanos))
                                .build()))
                .hasMessageContaining("interval: is " + shown + ", expected whole seconds, 1s at least");
    }

    @Test
    void groups_haveEachProblemOnce() {
        List<ViolationGroup> groups = doors.violations()
                .listViolationGroups(ListViolationGroupsRequest.newBuilder()
                        .setRuleId("handled")
                        .build())
                .getGroupsList();

        assertThat(groups).hasSize(1);
        ViolationGroup group = groups.get(0);
        assertThat(group.getService()).isEqualTo("shop");
        assertThat(group.getCount()).isGreaterThanOrEqualTo(STORED);
        assertThat(group.getOpen()).isGreaterThanOrEqualTo(STORED);
        assertThat(group.getExemplarsList())
                .contains(list("OPEN").getViolations(0).getId());
    }

    @Test
    void g10_tokenOfViolations_isNoneOfGroups() {
        String token = doors.violations()
                .listViolations(ListViolationsRequest.newBuilder().setLimit(1).build())
                .getNextPageToken();

        assertThat(token).isNotEmpty();
        assertThatThrownBy(() -> doors.violations()
                        .listViolationGroups(ListViolationGroupsRequest.newBuilder()
                                .setPageToken(token)
                                .build()))
                .hasMessageContaining("was not given out for this query");
    }
}
