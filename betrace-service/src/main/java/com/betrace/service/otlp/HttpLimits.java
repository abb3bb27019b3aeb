package com.betrace.service.otlp;

/**
 * How large a request body may be.
 *
 * @param wireBytes as it is sent
 * @param inflatedBytes after inflating
 */
public record HttpLimits(int wireBytes, int inflatedBytes) {

    public static final HttpLimits DEFAULTS = new HttpLimits(20 << 20, 64 << 20);
}
