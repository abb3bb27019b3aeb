package com.betrace.service.rest;

import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left of a body whose request is refused. A connection that is closed with bytes unread is reset, and its sender may
 * lose the answer.
 */
final class Leftover {

    private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);
    private static final int CHUNK = 1 << 13;
    private static final int MOST = 1 << 20;

    private Leftover() {}

    /** Reads some of it and forgets it. */
    static void discard(InputStream body) {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int left = MOST; left > 0; left -= CHUNK) {
                if (body.readNBytes(chunk, 0, CHUNK) < CHUNK) {
                    return;
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("The rest of a refused request could not be read", e);
        }
    }
}
