package com.betrace.service.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.betrace.service.health.ComponentState;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What callers hear while the service cannot work. */
class UnavailableTest {

    private static final String SPANS = """
            {"spans":[{"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331",
            "name":"a","startTime":"1700000000000000000","endTime":"1700000000000000001"}]}""";

    @RegisterExtension
    static final RestService service = new RestService();

    private static final RestClient HTTP = new RestClient(service::port);

    @Test
    void spans_whileTheEngineIsFull_areToBeRetried() {
        service.application().engine.setFull(true);
        HttpResponse<String> refused = HTTP.post("/api/spans", SPANS);
        service.application().engine.setFull(false);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("\"code\":14", "full");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(HTTP.post("/api/spans", SPANS).statusCode()).isEqualTo(200);
    }

    @Test
    void ready_withAnUnhealthyComponent_is503WhileHealthAnswers() {
        service.application().storage = ComponentState.unhealthy("disk full");
        HttpResponse<String> ready = HTTP.get("/ready");
        HttpResponse<String> health = HTTP.get("/health");
        service.application().storage = ComponentState.healthy("fine");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(health.statusCode()).isEqualTo(200);
        for (String body : List.of(ready.body(), health.body())) {
            assertThat(body).contains("\"status\":\"UNHEALTHY\"", "\"name\":\"storage\"", "disk full");
        }
        assertThat(HTTP.get("/ready").statusCode()).isEqualTo(200);
    }
}
