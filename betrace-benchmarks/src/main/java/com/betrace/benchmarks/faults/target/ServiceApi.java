package com.betrace.benchmarks.faults.target;

import com.betrace.v1.ListViolationsResponse;
import com.betrace.v1.Pipeline;
import com.betrace.v1.Violation;
import com.betrace.v1.ViolationStats;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What the fault runs ask of a running service, over REST. */
public final class ServiceApi {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int PAGE = 1000;
    private static final int OK = 200;

    private final HttpClient client;
    private final String address;

    public ServiceApi(HttpClient client, Endpoints endpoints) {
        this.client = client;
        this.address = "http://" + endpoints.host() + ":" + endpoints.http();
    }

    public Metrics metrics() throws IOException, InterruptedException {
        return Metrics.read(get("/metrics"));
    }

    public Pipeline pipeline() throws IOException, InterruptedException {
        return read("/api/pipeline", Pipeline.newBuilder()).build();
    }

    /** How many violations there are in every state. */
    public long violationCount() throws IOException, InterruptedException {
        return read("/api/violations/stats?mode=ANY&state=ANY", ViolationStats.newBuilder())
                .getTotal();
    }

    /** All violations, of every verdict, mode and state, found from one time to another. */
    public List<Violation> violations(Instant from, Instant until) throws IOException, InterruptedException {
        List<Violation> all = new ArrayList<>();
        collect(all, from.truncatedTo(ChronoUnit.MICROS), until.truncatedTo(ChronoUnit.MICROS));
        return all;
    }

    /** Halves the time until what is in it fits into a page. */
    private void collect(List<Violation> all, Instant from, Instant until) throws IOException, InterruptedException {
        ListViolationsResponse page = list("&startTime=" + from + "&endTime=" + until);
        if (page.getTotalCount() <= page.getViolationsCount()) {
            all.addAll(page.getViolationsList());
            return;
        }
        Instant middle =
                from.plusNanos(Duration.between(from, until).toNanos() / 2).truncatedTo(ChronoUnit.MICROS);
        if (middle.equals(from)) {
            throw new IllegalStateException(page.getTotalCount() + " violations within a microsecond, at " + from);
        }
        collect(all, from, middle);
        collect(all, middle, until);
    }

    private ListViolationsResponse list(String filter) throws IOException, InterruptedException {
        String path = "/api/violations?verdict=ANY&mode=ANY&state=ANY&limit=" + PAGE + filter;
        return read(path, ListViolationsResponse.newBuilder()).build();
    }

    private <B extends Message.Builder> B read(String path, B message) throws IOException, InterruptedException {
        String body = get(path);
        try {
            JsonFormat.parser().merge(body, message);
        } catch (InvalidProtocolBufferException e) {
            throw new IOException(path + " answered what is malformed: " + body, e);
        }
        return message;
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(TIMEOUT)
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }
}
