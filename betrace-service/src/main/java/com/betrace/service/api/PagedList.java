package com.betrace.service.api;

import com.betrace.model.RequestException;
import com.betrace.service.paging.PageTokens;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A list that is read page by page, by a request with {@code limit} and {@code page_token}. */
final class PagedList {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private static final String LIMIT = "limit";
    private static final String TOKEN = "page_token";

    private final PageTokens tokens;
    private final RequestFields given;
    private final byte[] list;

    PagedList(PageTokens tokens, Message request) {
        this.tokens = tokens;
        this.given = new RequestFields(request);
        this.list = listOf(request);
    }

    /** What all pages of a list have in common; the size of a page may change from one to the next. */
    private static byte[] listOf(Message request) {
        Descriptor type = request.getDescriptorForType();
        byte[] filters = request.toBuilder()
                .clearField(type.findFieldByName(LIMIT))
                .clearField(type.findFieldByName(TOKEN))
                .setUnknownFields(UnknownFieldSet.getDefaultInstance())
                .build()
                .toByteArray();
        byte[] name = type.getFullName().getBytes(StandardCharsets.UTF_8);
        byte[] list = Arrays.copyOf(name, name.length + 1 + filters.length);
        System.arraycopy(filters, 0, list, name.length + 1, filters.length);
        return list;
    }

    /** How many are on the page. */
    int limit() {
        int limit = given.number(LIMIT);
        if (limit < 0 || limit > MAX_LIMIT) {
            throw RequestException.invalidField(
                    LIMIT, "is " + limit + ", expected 1 to " + MAX_LIMIT + ", or 0 for " + DEFAULT_LIMIT);
        }
        return limit == 0 ? DEFAULT_LIMIT : limit;
    }

    /** After what the page begins; null for the first. RequestException for a token that was not given out for this list. */
    @Nullable
    Long after() {
        String token = given.text(TOKEN);
        return token.isEmpty() ? null : tokens.after(token, list);
    }

    /** The token of the page after this; empty where there is none. */
    String token(@Nullable Long next) {
        return next == null ? "" : tokens.token(next, list);
    }
}
