package com.betrace.service.intake;

/**
 * What a span may bring. More spans than {@code spansPerRequest} refuse the request; what else is beyond a limit is cut
 * off, and the span is flagged as truncated and counted.
 *
 * @param spansPerRequest spans in one request of the SpanService
 * @param attributes attributes of a span, resource, scope, event or link
 * @param valueDepth levels of lists and maps in an attribute; deeper values become unset
 * @param valueLength characters of a string value, bytes of a bytes value, elements of a list or map
 * @param nameLength characters of a name or key
 * @param events events of a span
 * @param links links of a span
 */
public record SpanLimits(
        int spansPerRequest, int attributes, int valueDepth, int valueLength, int nameLength, int events, int links) {

    public static final SpanLimits DEFAULTS = new SpanLimits(10_000, 128, 8, 16_384, 1_024, 128, 128);
}
