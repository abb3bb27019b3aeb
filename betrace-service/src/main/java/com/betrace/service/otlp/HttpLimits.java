package com.betrace.service.otlp;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;

/**
 * How large a request body may be.
 *
 * @param wireBytes as it is sent
 * @param inflatedBytes after inflating
 */
public record HttpLimits(int wireBytes, int inflatedBytes) {

    public static final HttpLimits DEFAULTS = new HttpLimits(20 << 20, 64 << 20);

    /** RequestException RESOURCE_EXHAUSTED where that is more than may be sent. */
    void requireWithin(long wire) {
        if (wire > wireBytes) {
            throw new RequestException(
                    ErrorCode.RESOURCE_EXHAUSTED, "the body is larger than " + wireBytes + " bytes, the most allowed");
        }
    }
}
