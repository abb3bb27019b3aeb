package com.betrace.benchmarks.faults.target;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a started service says that it listens. */
public record Endpoints(String host, int http, int otlpGrpc, int otlpHttp) {

    private static final String ADDRESS = " +(?:http://)?([^ :]+):(\\d+)";
    private static final Pattern READY = Pattern.compile("BeTrace is ready in .*");

    /** Empty where it does not say so yet. */
    static Optional<Endpoints> read(String printed) {
        Matcher ready = READY.matcher(printed);
        if (!ready.find()) {
            return Optional.empty();
        }
        String line = ready.group();
        Matcher rest = address(line, "REST");
        return Optional.of(new Endpoints(
                rest.group(1),
                Integer.parseInt(rest.group(2)),
                Integer.parseInt(address(line, "OTLP/gRPC").group(2)),
                Integer.parseInt(address(line, "OTLP/HTTP").group(2))));
    }

    private static Matcher address(String line, String door) {
        Matcher found = Pattern.compile(Pattern.quote(door) + ADDRESS).matcher(line);
        if (!found.find()) {
            throw new IllegalStateException("no address of " + door + " in: " + line);
        }
        return found;
    }
}
