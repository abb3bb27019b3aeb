package com.betrace.service.live;

import java.nio.ByteBuffer;
import java.util.Base64;

/** Writes a position as an opaque token: a version byte and the position, in unpadded base64url. */
final class ResumeToken {

    /** Lets a later release tell its own tokens from those of this one. */
    private static final byte VERSION = 1;

    private ResumeToken() {}

    static String encode(long position) {
        byte[] token = ByteBuffer.allocate(Byte.BYTES + Long.BYTES)
                .put(VERSION)
                .putLong(position)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }
}
