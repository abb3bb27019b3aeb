package com.betrace.service.paging;

import com.betrace.model.Excerpt;
import com.betrace.model.RequestException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where the next page of a list begins, as an opaque token that is good for one query only. A token holds a version, a position
 * and a signature of both and of the query, so that none can be made up or used elsewhere. Thread-safe.
 */
public final class PageTokens {

    private static final String FIELD = "page_token";
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte VERSION = 1;
    private static final int MAX_QUOTED = 40;
    private static final int SIGNED = 1 + Long.BYTES;
    private static final int SIGNATURE = 16;

    private final SecretKeySpec key;

    public PageTokens(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * The token of the page that begins after a position.
     *
     * @param query all that makes the list what it is, the same bytes for each of its pages
     */
    public String token(long after, byte[] query) {
        byte[] position =
                ByteBuffer.allocate(SIGNED).put(VERSION).putLong(after).array();
        byte[] token = Arrays.copyOf(position, SIGNED + SIGNATURE);
        System.arraycopy(signature(position, query), 0, token, SIGNED, SIGNATURE);
        return text(token);
    }

    /** The position of a token; RequestException INVALID_ARGUMENT for one that this query was not given. */
    public long after(String token, byte[] query) {
        byte[] given = decode(token);
        byte[] position = Arrays.copyOf(given, SIGNED);
        byte[] signature = Arrays.copyOfRange(given, SIGNED, given.length);
        if (position[0] != VERSION || !MessageDigest.isEqual(signature(position, query), signature)) {
            throw refused(token, "was not given out for this query");
        }
        return ByteBuffer.wrap(position, 1, Long.BYTES).getLong();
    }

    private static byte[] decode(String token) {
        try {
            byte[] given = Base64.getUrlDecoder().decode(token);
            if (given.length == SIGNED + SIGNATURE && text(given).equals(token)) {
                return given;
            }
        } catch (IllegalArgumentException e) {
            throw refused(token, "is no token");
        }
        throw refused(token, "is cut, or changed or has something added");
    }

    private static String text(byte[] token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static RequestException refused(String token, String what) {
        return RequestException.invalidField(
                FIELD,
                "'" + Excerpt.of(token, MAX_QUOTED) + "' " + what
                        + ", expected the next_page_token of the page before, with the filters and the order of that page;"
                        + " leave it out for the first page");
    }

    private byte[] signature(byte[] position, byte[] query) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(position);
            return Arrays.copyOf(mac.doFinal(query), SIGNATURE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
