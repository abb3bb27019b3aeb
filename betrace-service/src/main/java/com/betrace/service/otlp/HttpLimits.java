package com.betrace.service.otlp;

import com.betrace.model.ErrorCode;
import com.betrace.model.RequestException;
import java.time.Duration;

/**
 * How large a request body may be.
 *
 * @param wireBytes as it is sent
 * @param inflatedBytes after inflating
 * @param patience after which it has to have come at the least {@link com.betrace.service.intake.Pace}
 */
public record HttpLimits(int wireBytes, int inflatedBytes, Duration patience) {

    public static final HttpLimits DEFAULTS = new HttpLimits(20 << 20, 64 << 20, Duration.ofSeconds(30));

    /** RequestException RESOURCE_EXHAUSTED where that is more than may be sent. */
    void requireWithin(long wire) {
        if (wire > wireBytes) {
            throw new RequestException(
                    ErrorCode.RESOURCE_EXHAUSTED, "the body is larger than " + wireBytes + " bytes, the most allowed");
        }
    }
}
