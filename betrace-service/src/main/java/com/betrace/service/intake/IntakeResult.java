package com.betrace.service.intake;

import java.util.List;

/**
 * What became of the spans of one request.
 *
 * @param accepted spans handed to the engine
 * @param rejected spans that were not, exactly
 * @param rejections why, by index, for the first {@value DecodedSpans#MAX_REJECTIONS} of them
 */
public record IntakeResult(int accepted, int rejected, List<RejectedSpan> rejections) {

    public IntakeResult {
        rejections = List.copyOf(rejections);
    }
}
