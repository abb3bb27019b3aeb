package com.betrace.service.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text from bytes that have to be UTF-8. */
public final class StrictUtf8 {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private StrictUtf8() {}

    /**
     * The text, without a byte order mark.
     *
     * @param format what the text is, for the message
     * @throws UnreadableTextException with the place of the first byte that is no UTF-8
     */
    public static String decode(String format, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            throw malformed(format, "not UTF-8", text.toString());
        }
        return text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK
                ? text.toString().substring(1)
                : text.toString();
    }

    /** A problem that comes right behind a text. */
    static UnreadableTextException malformed(String format, String description, String before) {
        int lineStart = before.lastIndexOf('\n') + 1;
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return UnreadableTextException.malformed(format, description, line, before.length() - lineStart + 1);
    }
}
