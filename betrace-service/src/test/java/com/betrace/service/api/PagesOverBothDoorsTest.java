package com.betrace.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.betrace.model.TraceId;
import com.betrace.service.RunningBetrace;
import com.betrace.testkit.TestSpans;
import com.betrace.v1.CreateRuleRequest;
import com.betrace.v1.IngestSpansRequest;
import com.betrace.v1.ListViolationsRequest;
import com.betrace.v1.ListViolationsResponse;
import com.betrace.v1.Violation;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A list read page by page is the same over both doors, and a page of one door leads to the next at the other. */
class PagesOverBothDoorsTest {

    private static final int STORED = 5;

    @RegisterExtension
    static final RunningBetrace BETRACE = new RunningBetrace();

    private BothDoors doors;

    @BeforeEach
    void violations() {
        doors = new BothDoors(BETRACE.endpoints());
        doors.rules()
                .createRule(CreateRuleRequest.newBuilder()
                        .setId("paged")
                        .setName("paged")
                        .setExpression("span.name == \"paged\"")
                        .build());
        doors.spans()
                .ingestSpans(IngestSpansRequest.newBuilder()
                        .addAllSpans(IntStream.range(0, STORED)
                                .mapToObj(number -> TestSpans.spans(new TraceId(9, number + 1), "a - shop paged 0 1"))
                                .flatMap(List::stream)
                                .map(SpanWriter::toMessage)
                                .toList())
                        .build());
        await().until(() -> grpc("", STORED).getTotalCount() == STORED);
    }

    @AfterEach
    void close() {
        doors.deleteEverything();
        doors.close();
    }

    private ListViolationsResponse grpc(String token, int limit) {
        return doors.violations()
                .listViolations(ListViolationsRequest.newBuilder()
                        .setRuleId("paged")
                        .setLimit(limit)
                        .setPageToken(token)
                        .build());
    }

    private ListViolationsResponse rest(String token, int limit) throws Exception {
        return doors.get(
                        "/api/violations?ruleId=paged&limit=" + limit + "&pageToken=" + token,
                        ListViolationsResponse.newBuilder())
                .build();
    }

    @Test
    void pages_readOverEitherDoor_areOneList() throws Exception {
        ListViolationsResponse first = rest("", 2);
        ListViolationsResponse second = grpc(first.getNextPageToken(), 1);
        ListViolationsResponse third = rest(second.getNextPageToken(), 100);

        List<Violation> paged = new ArrayList<>(first.getViolationsList());
        paged.addAll(second.getViolationsList());
        paged.addAll(third.getViolationsList());
        assertThat(paged).hasSize(STORED).isEqualTo(grpc("", STORED).getViolationsList());
        assertThat(third.getNextPageToken()).isEmpty();
        assertThat(first.getTotalCount()).isEqualTo(STORED);
        assertThat(first.getTotalIsAtLeast()).isZero();
    }

    @Test
    void g10_tokenUsedWithOtherFilters_isRefusedOverBothDoors() throws Exception {
        String token = grpc("", 2).getNextPageToken();

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:"
                                        + BETRACE.endpoints().httpPort() + "/api/violations?pageToken=" + token))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("was not given out for this query");
        assertThatThrownBy(() -> grpc(token.substring(1), 2))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("INVALID_ARGUMENT: page_token: ")
                .hasMessageContaining("leave it out for the first page");
    }
}
