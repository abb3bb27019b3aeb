package com.betrace.service.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betrace.model.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTokensTest {

    private static final byte[] QUERY = {1, 2, 3};

    @TempDir
    private Path data;

    private final PageTokens tokens = new PageTokens(PageTokenKey.random());

    private void assertRefused(String token, byte[] query) {
        assertThatThrownBy(() -> tokens.after(token, query))
                .as(token)
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("page_token: ")
                .hasMessageContaining("leave it out for the first page");
    }

    @Test
    void token_leadsBackToItsPosition() {
        assertThat(tokens.after(tokens.token(Long.MAX_VALUE, QUERY), QUERY)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void g10_tokenWithAnyCharacterChanged_isRefused() {
        String token = tokens.token(42, QUERY);
        for (int at = 0; at < token.length(); at++) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            assertRefused(token.substring(0, at) + other + token.substring(at + 1), QUERY);
        }
    }

    @Test
    void g10_tokenCutOrLengthened_isRefused() {
        String token = tokens.token(42, QUERY);
        for (int length = 1; length < token.length(); length++) {
            assertRefused(token.substring(0, length), QUERY);
        }
        assertRefused(token + "AAAA", QUERY);
        assertRefused(token + "==", QUERY);
        assertRefused("no token", QUERY);
    }

    @Test
    void g10_tokenOfAnotherQueryOrKey_isRefused() {
        assertRefused(tokens.token(42, QUERY), new byte[] {1, 2, 4});
        assertRefused(new PageTokens(PageTokenKey.random()).token(42, QUERY), QUERY);
    }

    @Test
    void key_ofADirectory_staysTheSame() throws Exception {
        byte[] first = PageTokenKey.in(data);

        assertThat(PageTokenKey.in(data)).isEqualTo(first).hasSize(32);
        try (var files = Files.list(data)) {
            assertThat(files).containsExactly(data.resolve(PageTokenKey.FILE));
        }
    }

    @Test
    void key_thatIsNotWhole_isReplaced() throws Exception {
        Files.write(data.resolve(PageTokenKey.FILE), new byte[7]);

        assertThat(PageTokenKey.in(data)).hasSize(32).isEqualTo(PageTokenKey.in(data));
    }
}
